# endpoints: VPC chosen, eu-west-1. Made by netgen from endpoints.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "chosen" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "chosen"
    Owner = "network"
  }
}

resource "aws_default_security_group" "chosen" {
  vpc_id = aws_vpc.chosen.id

  tags = {
    Name  = "chosen-default"
    Owner = "network"
  }
}

# --- Tier app: 10.1.0.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "chosen_app_a" {
  vpc_id                  = aws_vpc.chosen.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.1.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "chosen-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "chosen_app_b" {
  vpc_id                  = aws_vpc.chosen.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.1.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "chosen-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "chosen_app" {
  vpc_id = aws_vpc.chosen.id

  tags = {
    Name  = "chosen-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "chosen_app_a" {
  subnet_id      = aws_subnet.chosen_app_a.id
  route_table_id = aws_route_table.chosen_app.id
}

resource "aws_route_table_association" "chosen_app_b" {
  subnet_id      = aws_subnet.chosen_app_b.id
  route_table_id = aws_route_table.chosen_app.id

  depends_on = [aws_route_table_association.chosen_app_a]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "chosen_s3" {
  vpc_id            = aws_vpc.chosen.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.chosen_app.id]

  tags = {
    Name  = "chosen-s3"
    Owner = "network"
  }
}

resource "aws_security_group" "chosen_endpoints" {
  vpc_id      = aws_vpc.chosen.id
  name_prefix = "chosen-endpoints-"
  description = "chosen interface endpoints"

  tags = {
    Name  = "chosen-endpoints"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "chosen_endpoints_from_10_1_0_0_16_tcp_443" {
  security_group_id = aws_security_group.chosen_endpoints.id
  cidr_ipv4         = "10.1.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_egress_rule" "chosen_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.chosen_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "chosen_s3_interface" {
  vpc_id              = aws_vpc.chosen.id
  service_name        = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.chosen_app_a.id, aws_subnet.chosen_app_b.id]
  security_group_ids  = [aws_security_group.chosen_endpoints.id]

  dns_options {
    private_dns_only_for_inbound_resolver_endpoint = false
  }

  tags = {
    Name  = "chosen-s3"
    Owner = "network"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "chosen_vpc_id" {
  description = "The VPC chosen"
  value       = aws_vpc.chosen.id
}

output "chosen_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.chosen_app_a.id
    b = aws_subnet.chosen_app_b.id
  }
}
