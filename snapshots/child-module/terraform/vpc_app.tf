# child-module: VPC app, eu-west-1. Made by netgen from child-module.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "app" {
  cidr_block           = "10.4.0.0/20"
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

resource "aws_internet_gateway" "app" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "app_nat_zone1" {
  domain = "vpc"

  tags = {
    Name = "app-nat-zone1"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_nat_gateway" "app_zone1" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.app_public_zone1.id
  allocation_id     = aws_eip.app_nat_zone1.id

  tags = {
    Name = "app-nat-zone1"
  }

  depends_on = [aws_internet_gateway.app]
}

# --- Tier public: 10.4.4.0/24, default route to the internet gateway ------------------------------

resource "aws_subnet" "app_public_zone1" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = var.zone1
  cidr_block              = "10.4.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-public-zone1"
  }
}

resource "aws_subnet" "app_public_zone2" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = var.zone2
  cidr_block              = "10.4.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-public-zone2"
  }
}

resource "aws_route_table" "app_public" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-public"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_public_default" {
  route_table_id         = aws_route_table.app_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.app.id
}

resource "aws_route_table_association" "app_public_zone1" {
  subnet_id      = aws_subnet.app_public_zone1.id
  route_table_id = aws_route_table.app_public.id

  depends_on = [aws_route.app_public_default]
}

resource "aws_route_table_association" "app_public_zone2" {
  subnet_id      = aws_subnet.app_public_zone2.id
  route_table_id = aws_route_table.app_public.id

  depends_on = [aws_route_table_association.app_public_zone1]
}

# --- Tier private: 10.4.0.0/22, default route by the NAT gateway ----------------------------------

resource "aws_subnet" "app_private_zone1" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = var.zone1
  cidr_block              = "10.4.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-zone1"
  }
}

resource "aws_subnet" "app_private_zone2" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = var.zone2
  cidr_block              = "10.4.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-zone2"
  }
}

resource "aws_route_table" "app_private_zone1" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private-zone1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_private_zone1_default" {
  route_table_id         = aws_route_table.app_private_zone1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.app_zone1.id
}

resource "aws_route_table_association" "app_private_zone1" {
  subnet_id      = aws_subnet.app_private_zone1.id
  route_table_id = aws_route_table.app_private_zone1.id

  depends_on = [aws_route.app_private_zone1_default]
}

resource "aws_route_table" "app_private_zone2" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private-zone2"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_private_zone2_default" {
  route_table_id         = aws_route_table.app_private_zone2.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.app_zone1.id
}

resource "aws_route_table_association" "app_private_zone2" {
  subnet_id      = aws_subnet.app_private_zone2.id
  route_table_id = aws_route_table.app_private_zone2.id

  depends_on = [aws_route.app_private_zone2_default]
}

# --- Outputs --------------------------------------------------------------------------------------

output "app_nat_addresses" {
  description = "Public addresses from which VPC app opens connections, for others' allow lists"
  value = {
    zone1 = aws_eip.app_nat_zone1.public_ip
  }
}

output "app_vpc_id" {
  description = "The VPC app"
  value       = aws_vpc.app.id
}

output "app_private_subnet_ids" {
  description = "Subnets of tier private in zones zone1, zone2"
  value = {
    zone1 = aws_subnet.app_private_zone1.id
    zone2 = aws_subnet.app_private_zone2.id
  }
}

output "app_public_subnet_ids" {
  description = "Subnets of tier public in zones zone1, zone2"
  value = {
    zone1 = aws_subnet.app_public_zone1.id
    zone2 = aws_subnet.app_public_zone2.id
  }
}
