# site-jumbo: VPC app, eu-west-1. Made by netgen from site-jumbo.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "app" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "app"
  }
}

resource "aws_default_security_group" "app" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-default"
  }
}

# --- Tier private: 10.0.0.0/22, default route to the transit gateway ------------------------------

resource "aws_subnet" "app_private_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-a"
  }
}

resource "aws_subnet" "app_private_b" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-b"
  }
}

resource "aws_route_table" "app_private" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "app_private_a" {
  subnet_id      = aws_subnet.app_private_a.id
  route_table_id = aws_route_table.app_private.id
}

resource "aws_route_table_association" "app_private_b" {
  subnet_id      = aws_subnet.app_private_b.id
  route_table_id = aws_route_table.app_private.id

  depends_on = [aws_route_table_association.app_private_a]
}

# --- VPN gateway ----------------------------------------------------------------------------------

resource "aws_vpn_gateway" "app" {
  amazon_side_asn = 64512

  tags = {
    Name = "app"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_gateway_attachment" "app" {
  vpc_id         = aws_vpc.app.id
  vpn_gateway_id = aws_vpn_gateway.app.id
}

resource "aws_vpn_gateway_route_propagation" "app_private" {
  route_table_id = aws_route_table.app_private.id
  vpn_gateway_id = aws_vpn_gateway.app.id

  depends_on = [aws_vpn_gateway_attachment.app]
}

# --- Outputs --------------------------------------------------------------------------------------

output "app_vpn_gateway_id" {
  description = "The VPN gateway of VPC app"
  value       = aws_vpn_gateway.app.id
}

output "app_vpc_id" {
  description = "The VPC app"
  value       = aws_vpc.app.id
}

output "app_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.app_private_a.id
    b = aws_subnet.app_private_b.id
  }
}
