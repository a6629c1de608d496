# regional-nat: VPC shop, eu-west-1. Made by netgen from regional-nat.yaml; change that file and render again.

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

resource "aws_nat_gateway" "shop_regional" {
  connectivity_type = "public"
  availability_mode = "regional"
  vpc_id            = aws_vpc.shop.id

  tags = {
    Name = "shop-nat"
  }

  depends_on = [aws_internet_gateway.shop]
}

# --- Tier app: 10.0.0.0/22, default route by the NAT gateway of the VPC ---------------------------

resource "aws_subnet" "shop_app_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-a"
  }
}

resource "aws_subnet" "shop_app_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.1.0/24"
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
  nat_gateway_id         = aws_nat_gateway.shop_regional.id
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
  nat_gateway_id         = aws_nat_gateway.shop_regional.id
}

resource "aws_route_table_association" "shop_app_b" {
  subnet_id      = aws_subnet.shop_app_b.id
  route_table_id = aws_route_table.shop_app_b.id

  depends_on = [aws_route.shop_app_b_default]
}

# --- Tier data: 10.0.4.0/22, no default route -----------------------------------------------------

resource "aws_subnet" "shop_data_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.4.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-data-a"
  }
}

resource "aws_subnet" "shop_data_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.5.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-data-b"
  }
}

resource "aws_route_table" "shop_data" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-data"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_data_a" {
  subnet_id      = aws_subnet.shop_data_a.id
  route_table_id = aws_route_table.shop_data.id
}

resource "aws_route_table_association" "shop_data_b" {
  subnet_id      = aws_subnet.shop_data_b.id
  route_table_id = aws_route_table.shop_data.id

  depends_on = [aws_route_table_association.shop_data_a]
}

# --- Outputs --------------------------------------------------------------------------------------

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

output "shop_data_subnet_ids" {
  description = "Subnets of tier data in zones a, b"
  value = {
    a = aws_subnet.shop_data_a.id
    b = aws_subnet.shop_data_b.id
  }
}
