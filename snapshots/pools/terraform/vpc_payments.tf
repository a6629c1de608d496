# corp: VPC payments, us-west-2. Made by netgen from pools.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "payments" {
  cidr_block           = "10.1.0.0/18"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name       = "payments"
    CostCenter = "0471"
    Owner      = "platform"
  }
}

resource "aws_default_security_group" "payments" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name       = "payments-default"
    CostCenter = "0471"
    Owner      = "platform"
  }
}

resource "aws_internet_gateway" "payments" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name       = "payments"
    CostCenter = "0471"
    Owner      = "platform"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "payments_nat_a" {
  domain = "vpc"

  tags = {
    Name       = "payments-nat-a"
    CostCenter = "0471"
    Owner      = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.payments]
}

resource "aws_nat_gateway" "payments_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.payments_public_a.id
  allocation_id     = aws_eip.payments_nat_a.id

  tags = {
    Name       = "payments-nat-a"
    CostCenter = "0471"
    Owner      = "platform"
  }

  depends_on = [aws_internet_gateway.payments]
}

resource "aws_eip" "payments_nat_b" {
  domain = "vpc"

  tags = {
    Name       = "payments-nat-b"
    CostCenter = "0471"
    Owner      = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.payments]
}

resource "aws_nat_gateway" "payments_b" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.payments_public_b.id
  allocation_id     = aws_eip.payments_nat_b.id

  tags = {
    Name       = "payments-nat-b"
    CostCenter = "0471"
    Owner      = "platform"
  }

  depends_on = [aws_internet_gateway.payments]
}

# --- Tier public: 10.1.16.0/24, default route to the internet gateway -----------------------------

resource "aws_subnet" "payments_public_a" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-west-2a"
  cidr_block              = "10.1.16.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name       = "payments-public-a"
    CostCenter = "0471"
    Owner      = "platform"
  }
}

resource "aws_subnet" "payments_public_b" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-west-2b"
  cidr_block              = "10.1.16.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name       = "payments-public-b"
    CostCenter = "0471"
    Owner      = "platform"
  }
}

resource "aws_route_table" "payments_public" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name       = "payments-public"
    CostCenter = "0471"
    Owner      = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "payments_public_default" {
  route_table_id         = aws_route_table.payments_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.payments.id
}

resource "aws_route_table_association" "payments_public_a" {
  subnet_id      = aws_subnet.payments_public_a.id
  route_table_id = aws_route_table.payments_public.id

  depends_on = [aws_route.payments_public_default]
}

resource "aws_route_table_association" "payments_public_b" {
  subnet_id      = aws_subnet.payments_public_b.id
  route_table_id = aws_route_table.payments_public.id

  depends_on = [aws_route_table_association.payments_public_a]
}

# --- Tier private: 10.1.0.0/20, default route by the NAT gateway of the same zone -----------------

resource "aws_subnet" "payments_private_a" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-west-2a"
  cidr_block              = "10.1.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name       = "payments-private-a"
    CostCenter = "0471"
    Owner      = "platform"
  }
}

resource "aws_subnet" "payments_private_b" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-west-2b"
  cidr_block              = "10.1.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name       = "payments-private-b"
    CostCenter = "0471"
    Owner      = "platform"
  }
}

resource "aws_route_table" "payments_private_a" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name       = "payments-private-a"
    CostCenter = "0471"
    Owner      = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "payments_private_a_default" {
  route_table_id         = aws_route_table.payments_private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.payments_a.id
}

resource "aws_route_table_association" "payments_private_a" {
  subnet_id      = aws_subnet.payments_private_a.id
  route_table_id = aws_route_table.payments_private_a.id

  depends_on = [aws_route.payments_private_a_default]
}

resource "aws_route_table" "payments_private_b" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name       = "payments-private-b"
    CostCenter = "0471"
    Owner      = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "payments_private_b_default" {
  route_table_id         = aws_route_table.payments_private_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.payments_b.id
}

resource "aws_route_table_association" "payments_private_b" {
  subnet_id      = aws_subnet.payments_private_b.id
  route_table_id = aws_route_table.payments_private_b.id

  depends_on = [aws_route.payments_private_b_default]
}

# --- Outputs --------------------------------------------------------------------------------------

output "payments_nat_addresses" {
  description = "Public addresses from which VPC payments opens connections, for others' allow lists"
  value = {
    a = aws_eip.payments_nat_a.public_ip
    b = aws_eip.payments_nat_b.public_ip
  }
}

output "payments_vpc_id" {
  description = "The VPC payments"
  value       = aws_vpc.payments.id
}

output "payments_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.payments_private_a.id
    b = aws_subnet.payments_private_b.id
  }
}

output "payments_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b"
  value = {
    a = aws_subnet.payments_public_a.id
    b = aws_subnet.payments_public_b.id
  }
}
