# union: VPC shared, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shared" {
  cidr_block           = "10.32.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "shared"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "shared" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.32.0.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "shared_app_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.32.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_app_c" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.32.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-app-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shared_app" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shared_app_default" {
  route_table_id         = aws_route_table.shared_app.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shared]
}

resource "aws_route_table_association" "shared_app_a" {
  subnet_id      = aws_subnet.shared_app_a.id
  route_table_id = aws_route_table.shared_app.id

  depends_on = [aws_route.shared_app_default]
}

resource "aws_route_table_association" "shared_app_c" {
  subnet_id      = aws_subnet.shared_app_c.id
  route_table_id = aws_route_table.shared_app.id

  depends_on = [aws_route_table_association.shared_app_a]
}

# --- Tier attachment: 10.32.4.0/26, no default route ----------------------------------------------

resource "aws_subnet" "shared_attachment_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.32.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_attachment_c" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.32.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-attachment-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shared_attachment" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-attachment"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shared_attachment_a" {
  subnet_id      = aws_subnet.shared_attachment_a.id
  route_table_id = aws_route_table.shared_attachment.id
}

resource "aws_route_table_association" "shared_attachment_c" {
  subnet_id      = aws_subnet.shared_attachment_c.id
  route_table_id = aws_route_table.shared_attachment.id

  depends_on = [aws_route_table_association.shared_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shared" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.shared.id
  subnet_ids                                      = [aws_subnet.shared_attachment_a.id, aws_subnet.shared_attachment_c.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "shared"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shared.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shared_s3" {
  vpc_id            = aws_vpc.shared.id
  service_name      = "com.amazonaws.ap-northeast-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shared_app.id]

  tags = {
    Name        = "shared-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shared_dynamodb" {
  vpc_id            = aws_vpc.shared.id
  service_name      = "com.amazonaws.ap-northeast-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shared_app.id]

  tags = {
    Name        = "shared-dynamodb"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_security_group" "shared_endpoints" {
  vpc_id      = aws_vpc.shared.id
  name_prefix = "shared-endpoints-"
  description = "shared interface endpoints"

  tags = {
    Name        = "shared-endpoints"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_10_32_0_0_20_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "10.32.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_10_0_0_0_12_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from VPCs that share the endpoints"
}

resource "aws_vpc_security_group_egress_rule" "shared_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "shared_ssm" {
  vpc_id              = aws_vpc.shared.id
  service_name        = "com.amazonaws.ap-northeast-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.shared_app_a.id, aws_subnet.shared_app_c.id]
  security_group_ids  = [aws_security_group.shared_endpoints.id]

  tags = {
    Name        = "shared-ssm"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Names for VPCs that reach this one -----------------------------------------------------------

resource "aws_route53profiles_profile" "shared" {
  name = "union-shared"

  tags = {
    Name        = "shared"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route53profiles_resource_association" "shared_ssm" {
  name         = "ssm"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_vpc_endpoint.shared_ssm.arn
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "shared_profile" {
  name                      = "union-shared-profile"
  allow_external_principals = false

  tags = {
    Name        = "shared-profile"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ram_resource_association" "shared_profile" {
  resource_share_arn = aws_ram_resource_share.shared_profile.arn
  resource_arn       = aws_route53profiles_profile.shared.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "shared_vpc_id" {
  description = "The VPC shared"
  value       = aws_vpc.shared.id
}

output "shared_app_subnet_ids" {
  description = "Subnets of tier app in zones a, c"
  value = {
    a = aws_subnet.shared_app_a.id
    c = aws_subnet.shared_app_c.id
  }
}

output "shared_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, c"
  value = {
    a = aws_subnet.shared_attachment_a.id
    c = aws_subnet.shared_attachment_c.id
  }
}
