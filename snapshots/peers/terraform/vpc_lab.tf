# peers: VPC lab, eu-west-1. Made by netgen from peers.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "lab" {
  cidr_block           = "10.16.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "lab"
  }
}

resource "aws_default_security_group" "lab" {
  vpc_id = aws_vpc.lab.id

  tags = {
    Name = "lab-default"
  }
}

# --- Tier client: 10.16.16.0/22, no default route -------------------------------------------------

resource "aws_subnet" "lab_client_a" {
  vpc_id                  = aws_vpc.lab.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.16.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "lab-client-a"
  }
}

resource "aws_subnet" "lab_client_b" {
  vpc_id                  = aws_vpc.lab.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.16.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "lab-client-b"
  }
}

resource "aws_route_table" "lab_client" {
  vpc_id = aws_vpc.lab.id

  tags = {
    Name = "lab-client"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "lab_client_a" {
  subnet_id      = aws_subnet.lab_client_a.id
  route_table_id = aws_route_table.lab_client.id
}

resource "aws_route_table_association" "lab_client_b" {
  subnet_id      = aws_subnet.lab_client_b.id
  route_table_id = aws_route_table.lab_client.id

  depends_on = [aws_route_table_association.lab_client_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "lab_client" {
  vpc_id      = aws_vpc.lab.id
  name_prefix = "lab-client-"
  description = "lab client"

  tags = {
    Name = "lab-client"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "lab_client_from_sg_0123456789abcdef0_tcp_22" {
  security_group_id            = aws_security_group.lab_client.id
  referenced_security_group_id = "sg-0123456789abcdef0"
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
  description                  = "tcp 22 from sg-0123456789abcdef0"
}

resource "aws_vpc_security_group_egress_rule" "lab_client_to_pl_0123456789abcdef0_tcp_443" {
  security_group_id = aws_security_group.lab_client.id
  prefix_list_id    = "pl-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to pl-0123456789abcdef0"
}

# --- Outputs --------------------------------------------------------------------------------------

output "lab_vpc_id" {
  description = "The VPC lab"
  value       = aws_vpc.lab.id
}

output "lab_client_subnet_ids" {
  description = "Subnets of tier client in zones a, b"
  value = {
    a = aws_subnet.lab_client_a.id
    b = aws_subnet.lab_client_b.id
  }
}

output "lab_client_security_group_id" {
  description = "Security group client of VPC lab"
  value       = aws_security_group.lab_client.id
}
