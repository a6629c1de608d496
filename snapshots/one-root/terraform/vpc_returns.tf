# one-root: VPC returns, eu-north-1. Made by netgen from one-root.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "returns" {
  provider = aws.shop_eu_north_1

  cidr_block                       = "10.0.32.0/20"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name = "returns"
  }
}

resource "aws_default_security_group" "returns" {
  provider = aws.shop_eu_north_1

  vpc_id = aws_vpc.returns.id

  tags = {
    Name = "returns-default"
  }
}

# --- Tier app: 10.0.32.0/22, no default route -----------------------------------------------------

resource "aws_subnet" "returns_app_eun1_az1" {
  provider = aws.shop_eu_north_1

  vpc_id                          = aws_vpc.returns.id
  availability_zone_id            = "eun1-az1"
  cidr_block                      = "10.0.32.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.returns.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "returns-app-eun1-az1"
  }
}

resource "aws_subnet" "returns_app_eun1_az2" {
  provider = aws.shop_eu_north_1

  vpc_id                          = aws_vpc.returns.id
  availability_zone_id            = "eun1-az2"
  cidr_block                      = "10.0.33.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.returns.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "returns-app-eun1-az2"
  }
}

resource "aws_route_table" "returns_app" {
  provider = aws.shop_eu_north_1

  vpc_id = aws_vpc.returns.id

  tags = {
    Name = "returns-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "returns_app_eun1_az1" {
  provider = aws.shop_eu_north_1

  subnet_id      = aws_subnet.returns_app_eun1_az1.id
  route_table_id = aws_route_table.returns_app.id
}

resource "aws_route_table_association" "returns_app_eun1_az2" {
  provider = aws.shop_eu_north_1

  subnet_id      = aws_subnet.returns_app_eun1_az2.id
  route_table_id = aws_route_table.returns_app.id

  depends_on = [aws_route_table_association.returns_app_eun1_az1]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "returns_app" {
  provider = aws.shop_eu_north_1

  vpc_id      = aws_vpc.returns.id
  name_prefix = "returns-app-"
  description = "returns app"

  tags = {
    Name = "returns-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "returns_app_to_10_0_16_0_20_tcp_8443" {
  provider = aws.shop_eu_north_1

  security_group_id = aws_security_group.returns_app.id
  cidr_ipv4         = "10.0.16.0/20"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
  description       = "tcp 8443 to vpc/orders/group/app"
}

# --- Outputs --------------------------------------------------------------------------------------

output "returns_vpc_id" {
  description = "The VPC returns"
  value       = aws_vpc.returns.id
}

output "returns_app_subnet_ids" {
  description = "Subnets of tier app in zones eun1-az1, eun1-az2"
  value = {
    eun1-az1 = aws_subnet.returns_app_eun1_az1.id
    eun1-az2 = aws_subnet.returns_app_eun1_az2.id
  }
}

output "returns_app_security_group_id" {
  description = "Security group app of VPC returns"
  value       = aws_security_group.returns_app.id
}
