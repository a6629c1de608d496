# left: VPC shop, eu-west-1. Made by netgen from left.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.2.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "shop"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-default"
  }
}

resource "aws_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "shop_nat_a" {
  domain = "vpc"

  tags = {
    Name = "shop-nat-a"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_nat_gateway" "shop_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.shop_public_a.id
  allocation_id     = aws_eip.shop_nat_a.id

  tags = {
    Name = "shop-nat-a"
  }

  depends_on = [aws_internet_gateway.shop]
}

# --- Tier public: 10.2.4.0/24, default route to the internet gateway ------------------------------

resource "aws_subnet" "shop_public_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.2.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-public-a"
  }
}

resource "aws_subnet" "shop_public_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.2.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-public-b"
  }
}

resource "aws_route_table" "shop_public" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-public"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_public_default" {
  route_table_id         = aws_route_table.shop_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.shop.id
}

resource "aws_route_table_association" "shop_public_a" {
  subnet_id      = aws_subnet.shop_public_a.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route.shop_public_default]
}

resource "aws_route_table_association" "shop_public_b" {
  subnet_id      = aws_subnet.shop_public_b.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route_table_association.shop_public_a]
}

# --- Tier app: 10.2.0.0/22, default route by the NAT gateway --------------------------------------

resource "aws_subnet" "shop_app_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.2.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-a"
  }
}

resource "aws_subnet" "shop_app_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.2.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-b"
  }
}

resource "aws_route_table" "shop_app_a" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-app-a"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_app_a_default" {
  route_table_id         = aws_route_table.shop_app_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_a.id
}

resource "aws_route_table_association" "shop_app_a" {
  subnet_id      = aws_subnet.shop_app_a.id
  route_table_id = aws_route_table.shop_app_a.id

  depends_on = [aws_route.shop_app_a_default]
}

resource "aws_route_table" "shop_app_b" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-app-b"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_app_b_default" {
  route_table_id         = aws_route_table.shop_app_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_a.id
}

resource "aws_route_table_association" "shop_app_b" {
  subnet_id      = aws_subnet.shop_app_b.id
  route_table_id = aws_route_table.shop_app_b.id

  depends_on = [aws_route.shop_app_b_default]
}

# --- Outputs --------------------------------------------------------------------------------------

output "shop_nat_addresses" {
  description = "Public addresses from which VPC shop opens connections, for others' allow lists"
  value = {
    a = aws_eip.shop_nat_a.public_ip
  }
}

output "shop_vpc_id" {
  description = "The VPC shop"
  value       = aws_vpc.shop.id
}

output "shop_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.shop_app_a.id
    b = aws_subnet.shop_app_b.id
  }
}

output "shop_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b"
  value = {
    a = aws_subnet.shop_public_a.id
    b = aws_subnet.shop_public_b.id
  }
}
