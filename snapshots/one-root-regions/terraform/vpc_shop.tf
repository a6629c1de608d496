# one-root-regions: VPC shop, eu-west-1. Made by netgen from one-root-regions.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.0.0.0/20"
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

resource "aws_eip" "shop_nat_euw1_az1" {
  domain = "vpc"

  tags = {
    Name = "shop-nat-euw1-az1"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_nat_gateway" "shop_euw1_az1" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.shop_public_euw1_az1.id
  allocation_id     = aws_eip.shop_nat_euw1_az1.id

  tags = {
    Name = "shop-nat-euw1-az1"
  }

  depends_on = [aws_internet_gateway.shop]
}

# --- Tier public: 10.0.4.0/24, default route to the internet gateway ------------------------------

resource "aws_subnet" "shop_public_euw1_az1" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.0.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-public-euw1-az1"
  }
}

resource "aws_subnet" "shop_public_euw1_az2" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.0.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-public-euw1-az2"
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

resource "aws_route_table_association" "shop_public_euw1_az1" {
  subnet_id      = aws_subnet.shop_public_euw1_az1.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route.shop_public_default]
}

resource "aws_route_table_association" "shop_public_euw1_az2" {
  subnet_id      = aws_subnet.shop_public_euw1_az2.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route_table_association.shop_public_euw1_az1]
}

# --- Tier app: 10.0.0.0/22, default route by the NAT gateway --------------------------------------

resource "aws_subnet" "shop_app_euw1_az1" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-euw1-az1"
  }
}

resource "aws_subnet" "shop_app_euw1_az2" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-euw1-az2"
  }
}

resource "aws_route_table" "shop_app_euw1_az1" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-app-euw1-az1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_app_euw1_az1_default" {
  route_table_id         = aws_route_table.shop_app_euw1_az1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_euw1_az1.id
}

resource "aws_route_table_association" "shop_app_euw1_az1" {
  subnet_id      = aws_subnet.shop_app_euw1_az1.id
  route_table_id = aws_route_table.shop_app_euw1_az1.id

  depends_on = [aws_route.shop_app_euw1_az1_default]
}

resource "aws_route_table" "shop_app_euw1_az2" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-app-euw1-az2"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_app_euw1_az2_default" {
  route_table_id         = aws_route_table.shop_app_euw1_az2.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_euw1_az1.id
}

resource "aws_route_table_association" "shop_app_euw1_az2" {
  subnet_id      = aws_subnet.shop_app_euw1_az2.id
  route_table_id = aws_route_table.shop_app_euw1_az2.id

  depends_on = [aws_route.shop_app_euw1_az2_default]
}

# --- Outputs --------------------------------------------------------------------------------------

output "shop_nat_addresses" {
  description = "Public addresses from which VPC shop opens connections, for others' allow lists"
  value = {
    euw1-az1 = aws_eip.shop_nat_euw1_az1.public_ip
  }
}

output "shop_vpc_id" {
  description = "The VPC shop"
  value       = aws_vpc.shop.id
}

output "shop_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.shop_app_euw1_az1.id
    euw1-az2 = aws_subnet.shop_app_euw1_az2.id
  }
}

output "shop_public_subnet_ids" {
  description = "Subnets of tier public in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.shop_public_euw1_az1.id
    euw1-az2 = aws_subnet.shop_public_euw1_az2.id
  }
}
