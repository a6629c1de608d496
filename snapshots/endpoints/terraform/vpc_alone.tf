# endpoints: VPC alone, eu-west-1. Made by netgen from endpoints.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "alone" {
  cidr_block           = "10.2.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "alone"
    Owner = "network"
  }
}

resource "aws_default_security_group" "alone" {
  vpc_id = aws_vpc.alone.id

  tags = {
    Name  = "alone-default"
    Owner = "network"
  }
}

# --- Tier app: 10.2.0.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "alone_app_a" {
  vpc_id                  = aws_vpc.alone.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.2.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "alone-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "alone_app_b" {
  vpc_id                  = aws_vpc.alone.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.2.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "alone-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "alone_app" {
  vpc_id = aws_vpc.alone.id

  tags = {
    Name  = "alone-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "alone_app_a" {
  subnet_id      = aws_subnet.alone_app_a.id
  route_table_id = aws_route_table.alone_app.id
}

resource "aws_route_table_association" "alone_app_b" {
  subnet_id      = aws_subnet.alone_app_b.id
  route_table_id = aws_route_table.alone_app.id

  depends_on = [aws_route_table_association.alone_app_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "alone_web" {
  vpc_id      = aws_vpc.alone.id
  name_prefix = "alone-web-"
  description = "alone web"

  tags = {
    Name  = "alone-web"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "alone_web_from_10_2_0_0_16_tcp_443" {
  security_group_id = aws_security_group.alone_web.id
  cidr_ipv4         = "10.2.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from 10.2.0.0/16"
}

resource "aws_vpc_security_group_egress_rule" "alone_web_to_anywhere_all" {
  security_group_id = aws_security_group.alone_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "alone_s3_interface" {
  vpc_id              = aws_vpc.alone.id
  service_name        = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.alone_app_a.id, aws_subnet.alone_app_b.id]
  security_group_ids  = [aws_security_group.alone_web.id]

  dns_options {
    private_dns_only_for_inbound_resolver_endpoint = false
  }

  tags = {
    Name  = "alone-s3"
    Owner = "network"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "alone_vpc_id" {
  description = "The VPC alone"
  value       = aws_vpc.alone.id
}

output "alone_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.alone_app_a.id
    b = aws_subnet.alone_app_b.id
  }
}

output "alone_web_security_group_id" {
  description = "Security group web of VPC alone"
  value       = aws_security_group.alone_web.id
}
