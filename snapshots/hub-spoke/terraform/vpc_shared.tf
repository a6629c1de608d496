# corp: VPC shared, us-east-1. Made by netgen from hub-spoke.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shared" {
  cidr_block           = "10.80.0.0/18"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "shared"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "shared" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-default"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

# --- Tier private: 10.80.0.0/20, default route to the transit gateway -----------------------------

resource "aws_subnet" "shared_private_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.80.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-private-a"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_private_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.80.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-private-b"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_private_c" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.80.8.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-private-c"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shared_private" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-private"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shared_private_default" {
  route_table_id         = aws_route_table.shared_private.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shared]
}

resource "aws_route_table_association" "shared_private_a" {
  subnet_id      = aws_subnet.shared_private_a.id
  route_table_id = aws_route_table.shared_private.id

  depends_on = [aws_route.shared_private_default]
}

resource "aws_route_table_association" "shared_private_b" {
  subnet_id      = aws_subnet.shared_private_b.id
  route_table_id = aws_route_table.shared_private.id

  depends_on = [aws_route_table_association.shared_private_a]
}

resource "aws_route_table_association" "shared_private_c" {
  subnet_id      = aws_subnet.shared_private_c.id
  route_table_id = aws_route_table.shared_private.id

  depends_on = [aws_route_table_association.shared_private_a]
}

# --- Tier attachment: 10.80.20.0/26, no default route ---------------------------------------------

resource "aws_subnet" "shared_attachment_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.80.20.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-attachment-a"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_attachment_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.80.20.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-attachment-b"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_attachment_c" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.80.20.32/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-attachment-c"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shared_attachment" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-attachment"
    CostCenter  = "4712"
    Environment = "shared"
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

resource "aws_route_table_association" "shared_attachment_b" {
  subnet_id      = aws_subnet.shared_attachment_b.id
  route_table_id = aws_route_table.shared_attachment.id

  depends_on = [aws_route_table_association.shared_attachment_a]
}

resource "aws_route_table_association" "shared_attachment_c" {
  subnet_id      = aws_subnet.shared_attachment_c.id
  route_table_id = aws_route_table.shared_attachment.id

  depends_on = [aws_route_table_association.shared_attachment_a]
}

# --- Tier database: 10.80.16.0/22, no default route -----------------------------------------------

resource "aws_subnet" "shared_database_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.80.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-database-a"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_database_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.80.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-database-b"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_database_c" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.80.18.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-database-c"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shared_database" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-database"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shared_database_a" {
  subnet_id      = aws_subnet.shared_database_a.id
  route_table_id = aws_route_table.shared_database.id
}

resource "aws_route_table_association" "shared_database_b" {
  subnet_id      = aws_subnet.shared_database_b.id
  route_table_id = aws_route_table.shared_database.id

  depends_on = [aws_route_table_association.shared_database_a]
}

resource "aws_route_table_association" "shared_database_c" {
  subnet_id      = aws_subnet.shared_database_c.id
  route_table_id = aws_route_table.shared_database.id

  depends_on = [aws_route_table_association.shared_database_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shared" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.shared.id
  subnet_ids = [
    aws_subnet.shared_attachment_a.id,
    aws_subnet.shared_attachment_b.id,
    aws_subnet.shared_attachment_c.id,
  ]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "shared"
    CostCenter  = "4712"
    Environment = "shared"
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

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_development" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_staging" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_staging.id
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
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shared_private.id]

  tags = {
    Name        = "shared-s3"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shared_dynamodb" {
  vpc_id            = aws_vpc.shared.id
  service_name      = "com.amazonaws.us-east-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shared_private.id]

  tags = {
    Name        = "shared-dynamodb"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_security_group" "shared_endpoints" {
  vpc_id      = aws_vpc.shared.id
  name_prefix = "shared-endpoints-"
  description = "shared interface endpoints"

  tags = {
    Name        = "shared-endpoints"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_10_80_0_0_18_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "10.80.0.0/18"
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

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_10_32_0_0_12_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "10.32.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from VPCs that share the endpoints"
}

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_10_48_0_0_12_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "10.48.0.0/12"
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

resource "aws_vpc_endpoint" "shared_ecr_api" {
  vpc_id              = aws_vpc.shared.id
  service_name        = "com.amazonaws.us-east-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids = [
    aws_subnet.shared_private_a.id,
    aws_subnet.shared_private_b.id,
    aws_subnet.shared_private_c.id,
  ]
  security_group_ids = [aws_security_group.shared_endpoints.id]

  tags = {
    Name        = "shared-ecr.api"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shared_ecr_dkr" {
  vpc_id              = aws_vpc.shared.id
  service_name        = "com.amazonaws.us-east-1.ecr.dkr"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids = [
    aws_subnet.shared_private_a.id,
    aws_subnet.shared_private_b.id,
    aws_subnet.shared_private_c.id,
  ]
  security_group_ids = [aws_security_group.shared_endpoints.id]

  tags = {
    Name        = "shared-ecr.dkr"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shared_ssm" {
  vpc_id              = aws_vpc.shared.id
  service_name        = "com.amazonaws.us-east-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids = [
    aws_subnet.shared_private_a.id,
    aws_subnet.shared_private_b.id,
    aws_subnet.shared_private_c.id,
  ]
  security_group_ids = [aws_security_group.shared_endpoints.id]

  tags = {
    Name        = "shared-ssm"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

# --- Names for VPCs that reach this one -----------------------------------------------------------

resource "aws_route53profiles_profile" "shared" {
  name = "corp-shared"

  tags = {
    Name        = "shared"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

resource "aws_route53profiles_resource_association" "shared_ecr_api" {
  name         = "ecr-api"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_vpc_endpoint.shared_ecr_api.arn
}

resource "aws_route53profiles_resource_association" "shared_ecr_dkr" {
  name         = "ecr-dkr"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_vpc_endpoint.shared_ecr_dkr.arn
}

resource "aws_route53profiles_resource_association" "shared_ssm" {
  name         = "ssm"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_vpc_endpoint.shared_ssm.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "shared_vpc_id" {
  description = "The VPC shared"
  value       = aws_vpc.shared.id
}

output "shared_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b, c"
  value = {
    a = aws_subnet.shared_attachment_a.id
    b = aws_subnet.shared_attachment_b.id
    c = aws_subnet.shared_attachment_c.id
  }
}

output "shared_database_subnet_ids" {
  description = "Subnets of tier database in zones a, b, c"
  value = {
    a = aws_subnet.shared_database_a.id
    b = aws_subnet.shared_database_b.id
    c = aws_subnet.shared_database_c.id
  }
}

output "shared_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b, c"
  value = {
    a = aws_subnet.shared_private_a.id
    b = aws_subnet.shared_private_b.id
    c = aws_subnet.shared_private_c.id
  }
}
