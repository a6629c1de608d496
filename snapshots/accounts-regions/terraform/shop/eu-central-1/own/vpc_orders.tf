# two: VPC orders, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  cidr_block           = "10.0.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "orders"
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-default"
  }
}

# --- Tier attachment: 10.0.1.0/26, no default route -----------------------------------------------

resource "aws_subnet" "orders_attachment_euc1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.1.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-euc1-az2"
  }
}

resource "aws_subnet" "orders_attachment_euc1_az3" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.1.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-euc1-az3"
  }
}

resource "aws_route_table" "orders_attachment" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_attachment_euc1_az2" {
  subnet_id      = aws_subnet.orders_attachment_euc1_az2.id
  route_table_id = aws_route_table.orders_attachment.id
}

resource "aws_route_table_association" "orders_attachment_euc1_az3" {
  subnet_id      = aws_subnet.orders_attachment_euc1_az3.id
  route_table_id = aws_route_table.orders_attachment.id

  depends_on = [aws_route_table_association.orders_attachment_euc1_az2]
}

# --- Tier cache: 10.0.0.0/24, no default route ----------------------------------------------------

resource "aws_subnet" "orders_cache_euc1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.0.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-cache-euc1-az2"
  }
}

resource "aws_subnet" "orders_cache_euc1_az3" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.0.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-cache-euc1-az3"
  }
}

resource "aws_route_table" "orders_cache" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-cache"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_cache_euc1_az2" {
  subnet_id      = aws_subnet.orders_cache_euc1_az2.id
  route_table_id = aws_route_table.orders_cache.id
}

resource "aws_route_table_association" "orders_cache_euc1_az3" {
  subnet_id      = aws_subnet.orders_cache_euc1_az3.id
  route_table_id = aws_route_table.orders_cache.id

  depends_on = [aws_route_table_association.orders_cache_euc1_az2]
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.orders_attachment_euc1_az2.id
    euc1-az3 = aws_subnet.orders_attachment_euc1_az3.id
  }
}

output "orders_cache_subnet_ids" {
  description = "Subnets of tier cache in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.orders_cache_euc1_az2.id
    euc1-az3 = aws_subnet.orders_cache_euc1_az3.id
  }
}
