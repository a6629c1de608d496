# union: VPC stock, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "stock" {
  cidr_block           = "10.0.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "stock"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "stock" {
  vpc_id = aws_vpc.stock.id

  tags = {
    Name        = "stock-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.0.16.0/22, no default route -----------------------------------------------------

resource "aws_subnet" "stock_app_a" {
  vpc_id                  = aws_vpc.stock.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "stock-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "stock_app_c" {
  vpc_id                  = aws_vpc.stock.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "stock-app-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "stock_app" {
  vpc_id = aws_vpc.stock.id

  tags = {
    Name        = "stock-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "stock_app_a" {
  subnet_id      = aws_subnet.stock_app_a.id
  route_table_id = aws_route_table.stock_app.id
}

resource "aws_route_table_association" "stock_app_c" {
  subnet_id      = aws_subnet.stock_app_c.id
  route_table_id = aws_route_table.stock_app.id

  depends_on = [aws_route_table_association.stock_app_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "stock_app" {
  vpc_id      = aws_vpc.stock.id
  name_prefix = "stock-app-"
  description = "stock app"

  tags = {
    Name        = "stock-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "stock_app_to_anywhere_all" {
  security_group_id = aws_security_group.stock_app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

# --- Outputs --------------------------------------------------------------------------------------

output "stock_vpc_id" {
  description = "The VPC stock"
  value       = aws_vpc.stock.id
}

output "stock_app_subnet_ids" {
  description = "Subnets of tier app in zones a, c"
  value = {
    a = aws_subnet.stock_app_a.id
    c = aws_subnet.stock_app_c.id
  }
}

output "stock_app_security_group_id" {
  description = "Security group app of VPC stock"
  value       = aws_security_group.stock_app.id
}
