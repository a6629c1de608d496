# lab: VPC island, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "island" {
  cidr_block           = "10.202.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "island"
    Owner = "network"
  }
}

resource "aws_default_security_group" "island" {
  vpc_id = aws_vpc.island.id

  tags = {
    Name  = "island-default"
    Owner = "network"
  }
}

# --- Tier app: 10.202.0.0/22, no default route ----------------------------------------------------

resource "aws_subnet" "island_app_a" {
  vpc_id                  = aws_vpc.island.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.202.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "island-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "island_app_b" {
  vpc_id                  = aws_vpc.island.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.202.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "island-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "island_app" {
  vpc_id = aws_vpc.island.id

  tags = {
    Name  = "island-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "island_app_a" {
  subnet_id      = aws_subnet.island_app_a.id
  route_table_id = aws_route_table.island_app.id
}

resource "aws_route_table_association" "island_app_b" {
  subnet_id      = aws_subnet.island_app_b.id
  route_table_id = aws_route_table.island_app.id

  depends_on = [aws_route_table_association.island_app_a]
}

# --- Outputs --------------------------------------------------------------------------------------

output "island_vpc_id" {
  description = "The VPC island"
  value       = aws_vpc.island.id
}

output "island_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.island_app_a.id
    b = aws_subnet.island_app_b.id
  }
}
