# corp: VPC orders, us-west-2. Made by netgen from pools.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "orders"
    Owner = "platform"
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name  = "orders-default"
    Owner = "platform"
  }
}

resource "aws_internet_gateway" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name  = "orders"
    Owner = "platform"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "orders_nat_a" {
  domain = "vpc"

  tags = {
    Name  = "orders-nat-a"
    Owner = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.orders]
}

resource "aws_nat_gateway" "orders_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.orders_public_a.id
  allocation_id     = aws_eip.orders_nat_a.id

  tags = {
    Name  = "orders-nat-a"
    Owner = "platform"
  }

  depends_on = [aws_internet_gateway.orders]
}

resource "aws_eip" "orders_nat_b" {
  domain = "vpc"

  tags = {
    Name  = "orders-nat-b"
    Owner = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.orders]
}

resource "aws_nat_gateway" "orders_b" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.orders_public_b.id
  allocation_id     = aws_eip.orders_nat_b.id

  tags = {
    Name  = "orders-nat-b"
    Owner = "platform"
  }

  depends_on = [aws_internet_gateway.orders]
}

# --- Tier public: 10.0.16.0/24, default route to the internet gateway -----------------------------

resource "aws_subnet" "orders_public_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "us-west-2a"
  cidr_block              = "10.0.16.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "orders-public-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "orders_public_b" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "us-west-2b"
  cidr_block              = "10.0.16.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "orders-public-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "orders_public" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name  = "orders-public"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "orders_public_default" {
  route_table_id         = aws_route_table.orders_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.orders.id
}

resource "aws_route_table_association" "orders_public_a" {
  subnet_id      = aws_subnet.orders_public_a.id
  route_table_id = aws_route_table.orders_public.id

  depends_on = [aws_route.orders_public_default]
}

resource "aws_route_table_association" "orders_public_b" {
  subnet_id      = aws_subnet.orders_public_b.id
  route_table_id = aws_route_table.orders_public.id

  depends_on = [aws_route_table_association.orders_public_a]
}

# --- Tier private: 10.0.0.0/20, default route by the NAT gateway of the same zone -----------------

resource "aws_subnet" "orders_private_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "us-west-2a"
  cidr_block              = "10.0.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name  = "orders-private-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "orders_private_b" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "us-west-2b"
  cidr_block              = "10.0.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name  = "orders-private-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "orders_private_a" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name  = "orders-private-a"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "orders_private_a_default" {
  route_table_id         = aws_route_table.orders_private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.orders_a.id
}

resource "aws_route_table_association" "orders_private_a" {
  subnet_id      = aws_subnet.orders_private_a.id
  route_table_id = aws_route_table.orders_private_a.id

  depends_on = [aws_route.orders_private_a_default]
}

resource "aws_route_table" "orders_private_b" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name  = "orders-private-b"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "orders_private_b_default" {
  route_table_id         = aws_route_table.orders_private_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.orders_b.id
}

resource "aws_route_table_association" "orders_private_b" {
  subnet_id      = aws_subnet.orders_private_b.id
  route_table_id = aws_route_table.orders_private_b.id

  depends_on = [aws_route.orders_private_b_default]
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_nat_addresses" {
  description = "Public addresses from which VPC orders opens connections, for others' allow lists"
  value = {
    a = aws_eip.orders_nat_a.public_ip
    b = aws_eip.orders_nat_b.public_ip
  }
}

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.orders_private_a.id
    b = aws_subnet.orders_private_b.id
  }
}

output "orders_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b"
  value = {
    a = aws_subnet.orders_public_a.id
    b = aws_subnet.orders_public_b.id
  }
}
