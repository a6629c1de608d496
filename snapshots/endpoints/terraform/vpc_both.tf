# endpoints: VPC both, eu-west-1. Made by netgen from endpoints.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "both" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name  = "both"
    Owner = "network"
  }
}

resource "aws_default_security_group" "both" {
  vpc_id = aws_vpc.both.id

  tags = {
    Name  = "both-default"
    Owner = "network"
  }
}

# --- Tier app: 10.0.0.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "both_app_a" {
  vpc_id                          = aws_vpc.both.id
  availability_zone               = "eu-west-1a"
  cidr_block                      = "10.0.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.both.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "both-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "both_app_b" {
  vpc_id                          = aws_vpc.both.id
  availability_zone               = "eu-west-1b"
  cidr_block                      = "10.0.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.both.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "both-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "both_app" {
  vpc_id = aws_vpc.both.id

  tags = {
    Name  = "both-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "both_app_a" {
  subnet_id      = aws_subnet.both_app_a.id
  route_table_id = aws_route_table.both_app.id
}

resource "aws_route_table_association" "both_app_b" {
  subnet_id      = aws_subnet.both_app_b.id
  route_table_id = aws_route_table.both_app.id

  depends_on = [aws_route_table_association.both_app_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "both_clients" {
  vpc_id      = aws_vpc.both.id
  name_prefix = "both-clients-"
  description = "both clients"

  tags = {
    Name  = "both-clients"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "both_clients_to_10_0_0_0_16_tcp_443" {
  security_group_id = aws_security_group.both_clients.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to 10.0.0.0/16"
}

resource "aws_security_group" "both_narrow" {
  vpc_id      = aws_vpc.both.id
  name_prefix = "both-narrow-"
  description = "both narrow"

  tags = {
    Name  = "both-narrow"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "both_narrow_from_10_0_0_0_24_tcp_443" {
  security_group_id = aws_security_group.both_narrow.id
  cidr_ipv4         = "10.0.0.0/24"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from 10.0.0.0/24"
}

resource "aws_vpc_security_group_egress_rule" "both_narrow_to_anywhere_all" {
  security_group_id = aws_security_group.both_narrow.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

resource "aws_vpc_security_group_egress_rule" "both_narrow_to_anywhere_ipv6_all" {
  security_group_id = aws_security_group.both_narrow.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
  description       = "everything"
}

# --- Outputs --------------------------------------------------------------------------------------

output "both_vpc_id" {
  description = "The VPC both"
  value       = aws_vpc.both.id
}

output "both_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.both_app_a.id
    b = aws_subnet.both_app_b.id
  }
}

output "both_clients_security_group_id" {
  description = "Security group clients of VPC both"
  value       = aws_security_group.both_clients.id
}

output "both_narrow_security_group_id" {
  description = "Security group narrow of VPC both"
  value       = aws_security_group.both_narrow.id
}
