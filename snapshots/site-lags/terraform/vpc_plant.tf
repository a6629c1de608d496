# ports: VPC plant, ap-northeast-1. Made by netgen from site-lags.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "plant" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "plant"
  }
}

resource "aws_default_security_group" "plant" {
  vpc_id = aws_vpc.plant.id

  tags = {
    Name = "plant-default"
  }
}

# --- Tier private: 10.1.0.0/20, default route to the transit gateway ------------------------------

resource "aws_subnet" "plant_private_a" {
  vpc_id                  = aws_vpc.plant.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.1.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "plant-private-a"
  }
}

resource "aws_subnet" "plant_private_c" {
  vpc_id                  = aws_vpc.plant.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.1.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "plant-private-c"
  }
}

resource "aws_route_table" "plant_private" {
  vpc_id = aws_vpc.plant.id

  tags = {
    Name = "plant-private"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "plant_private_a" {
  subnet_id      = aws_subnet.plant_private_a.id
  route_table_id = aws_route_table.plant_private.id
}

resource "aws_route_table_association" "plant_private_c" {
  subnet_id      = aws_subnet.plant_private_c.id
  route_table_id = aws_route_table.plant_private.id

  depends_on = [aws_route_table_association.plant_private_a]
}

# --- VPN gateway ----------------------------------------------------------------------------------

resource "aws_vpn_gateway" "plant" {
  amazon_side_asn = 64520

  tags = {
    Name = "plant"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_gateway_attachment" "plant" {
  vpc_id         = aws_vpc.plant.id
  vpn_gateway_id = aws_vpn_gateway.plant.id
}

resource "aws_vpn_gateway_route_propagation" "plant_private" {
  route_table_id = aws_route_table.plant_private.id
  vpn_gateway_id = aws_vpn_gateway.plant.id

  depends_on = [aws_vpn_gateway_attachment.plant]
}

# --- Outputs --------------------------------------------------------------------------------------

output "plant_vpn_gateway_id" {
  description = "The VPN gateway of VPC plant"
  value       = aws_vpn_gateway.plant.id
}

output "plant_vpc_id" {
  description = "The VPC plant"
  value       = aws_vpc.plant.id
}

output "plant_private_subnet_ids" {
  description = "Subnets of tier private in zones a, c"
  value = {
    a = aws_subnet.plant_private_a.id
    c = aws_subnet.plant_private_c.id
  }
}
