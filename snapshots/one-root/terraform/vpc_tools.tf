# one-root: VPC tools, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "tools" {
  cidr_block           = "10.0.64.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "tools"
  }
}

resource "aws_default_security_group" "tools" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name = "tools-default"
  }
}

# --- Tier app: 10.0.64.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "tools_app_euc1_az2" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.64.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "tools-app-euc1-az2"
  }
}

resource "aws_subnet" "tools_app_euc1_az3" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.65.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "tools-app-euc1-az3"
  }
}

resource "aws_route_table" "tools_app" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name = "tools-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "tools_app_pool_all" {
  route_table_id         = aws_route_table.tools_app.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.tools]
}

resource "aws_route_table_association" "tools_app_euc1_az2" {
  subnet_id      = aws_subnet.tools_app_euc1_az2.id
  route_table_id = aws_route_table.tools_app.id

  depends_on = [aws_route.tools_app_pool_all]
}

resource "aws_route_table_association" "tools_app_euc1_az3" {
  subnet_id      = aws_subnet.tools_app_euc1_az3.id
  route_table_id = aws_route_table.tools_app.id

  depends_on = [aws_route_table_association.tools_app_euc1_az2]
}

# --- Tier attachment: 10.0.68.0/26, no default route ----------------------------------------------

resource "aws_subnet" "tools_attachment_euc1_az2" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.68.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "tools-attachment-euc1-az2"
  }
}

resource "aws_subnet" "tools_attachment_euc1_az3" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.68.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "tools-attachment-euc1-az3"
  }
}

resource "aws_route_table" "tools_attachment" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name = "tools-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tools_attachment_euc1_az2" {
  subnet_id      = aws_subnet.tools_attachment_euc1_az2.id
  route_table_id = aws_route_table.tools_attachment.id
}

resource "aws_route_table_association" "tools_attachment_euc1_az3" {
  subnet_id      = aws_subnet.tools_attachment_euc1_az3.id
  route_table_id = aws_route_table.tools_attachment.id

  depends_on = [aws_route_table_association.tools_attachment_euc1_az2]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "tools" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.tools.id
  subnet_ids                                      = [aws_subnet.tools_attachment_euc1_az2.id, aws_subnet.tools_attachment_euc1_az3.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "tools"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "tools" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tools.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.tools.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tools_labs" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_labs.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tools.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tools_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tools.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tools_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tools.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "tools_s3" {
  vpc_id            = aws_vpc.tools.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tools_app.id]

  tags = {
    Name = "tools-s3"
  }
}

resource "aws_vpc_endpoint" "tools_dynamodb" {
  vpc_id            = aws_vpc.tools.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tools_app.id]

  tags = {
    Name = "tools-dynamodb"
  }
}

resource "aws_security_group" "tools_endpoints" {
  vpc_id      = aws_vpc.tools.id
  name_prefix = "tools-endpoints-"
  description = "tools interface endpoints"

  tags = {
    Name = "tools-endpoints"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "tools_endpoints_from_10_0_64_0_20_tcp_443" {
  security_group_id = aws_security_group.tools_endpoints.id
  cidr_ipv4         = "10.0.64.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_ingress_rule" "tools_endpoints_from_10_0_0_0_12_tcp_443" {
  security_group_id = aws_security_group.tools_endpoints.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from VPCs that share the endpoints"
}

resource "aws_vpc_security_group_egress_rule" "tools_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.tools_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "tools_ssm" {
  vpc_id              = aws_vpc.tools.id
  service_name        = "com.amazonaws.eu-central-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.tools_app_euc1_az2.id, aws_subnet.tools_app_euc1_az3.id]
  security_group_ids  = [aws_security_group.tools_endpoints.id]

  tags = {
    Name = "tools-ssm"
  }
}

# --- Names for VPCs that reach this one -----------------------------------------------------------

resource "aws_route53profiles_profile" "tools" {
  name = "one-root-tools"

  tags = {
    Name = "tools"
  }
}

resource "aws_route53profiles_resource_association" "tools_ssm" {
  name         = "ssm"
  profile_id   = aws_route53profiles_profile.tools.id
  resource_arn = aws_vpc_endpoint.tools_ssm.arn
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "tools_profile" {
  name                      = "one-root-tools-profile"
  allow_external_principals = true

  tags = {
    Name = "tools-profile"
  }
}

resource "aws_ram_resource_association" "tools_profile" {
  resource_share_arn = aws_ram_resource_share.tools_profile.arn
  resource_arn       = aws_route53profiles_profile.tools.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "tools_vpc_id" {
  description = "The VPC tools"
  value       = aws_vpc.tools.id
}

output "tools_app_subnet_ids" {
  description = "Subnets of tier app in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.tools_app_euc1_az2.id
    euc1-az3 = aws_subnet.tools_app_euc1_az3.id
  }
}

output "tools_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.tools_attachment_euc1_az2.id
    euc1-az3 = aws_subnet.tools_attachment_euc1_az3.id
  }
}
