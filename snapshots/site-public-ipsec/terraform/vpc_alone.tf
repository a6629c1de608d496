# sealed: VPC alone, ap-northeast-1. Made by netgen from site-public-ipsec.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "alone" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "alone"
  }
}

resource "aws_default_security_group" "alone" {
  vpc_id = aws_vpc.alone.id

  tags = {
    Name = "alone-default"
  }
}

# --- Tier private: 10.1.0.0/20, default route to the transit gateway ------------------------------

resource "aws_subnet" "alone_private_a" {
  vpc_id                  = aws_vpc.alone.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.1.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "alone-private-a"
  }
}

resource "aws_subnet" "alone_private_c" {
  vpc_id                  = aws_vpc.alone.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.1.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "alone-private-c"
  }
}

resource "aws_route_table" "alone_private" {
  vpc_id = aws_vpc.alone.id

  tags = {
    Name = "alone-private"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "alone_private_a" {
  subnet_id      = aws_subnet.alone_private_a.id
  route_table_id = aws_route_table.alone_private.id
}

resource "aws_route_table_association" "alone_private_c" {
  subnet_id      = aws_subnet.alone_private_c.id
  route_table_id = aws_route_table.alone_private.id

  depends_on = [aws_route_table_association.alone_private_a]
}

# --- VPN gateway ----------------------------------------------------------------------------------

resource "aws_vpn_gateway" "alone" {
  amazon_side_asn = 64520

  tags = {
    Name = "alone"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_gateway_attachment" "alone" {
  vpc_id         = aws_vpc.alone.id
  vpn_gateway_id = aws_vpn_gateway.alone.id
}

resource "aws_vpn_gateway_route_propagation" "alone_private" {
  route_table_id = aws_route_table.alone_private.id
  vpn_gateway_id = aws_vpn_gateway.alone.id

  depends_on = [aws_vpn_gateway_attachment.alone]
}

# --- Outputs --------------------------------------------------------------------------------------

output "alone_vpn_gateway_id" {
  description = "The VPN gateway of VPC alone"
  value       = aws_vpn_gateway.alone.id
}

output "alone_vpc_id" {
  description = "The VPC alone"
  value       = aws_vpc.alone.id
}

output "alone_private_subnet_ids" {
  description = "Subnets of tier private in zones a, c"
  value = {
    a = aws_subnet.alone_private_a.id
    c = aws_subnet.alone_private_c.id
  }
}
