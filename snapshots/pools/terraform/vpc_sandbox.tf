# corp: VPC sandbox, us-west-2. Made by netgen from pools.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "sandbox" {
  cidr_block           = "10.24.0.0/18"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "sandbox"
    Owner = "platform"
  }
}

resource "aws_default_security_group" "sandbox" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name  = "sandbox-default"
    Owner = "platform"
  }
}

resource "aws_internet_gateway" "sandbox" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name  = "sandbox"
    Owner = "platform"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "sandbox_nat_a" {
  domain = "vpc"

  tags = {
    Name  = "sandbox-nat-a"
    Owner = "platform"
  }

  depends_on = [aws_internet_gateway.sandbox]
}

resource "aws_nat_gateway" "sandbox_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.sandbox_public_a.id
  allocation_id     = aws_eip.sandbox_nat_a.id

  tags = {
    Name  = "sandbox-nat-a"
    Owner = "platform"
  }

  depends_on = [aws_internet_gateway.sandbox]
}

# --- Tier public: 10.24.16.0/24, default route to the internet gateway ----------------------------

resource "aws_subnet" "sandbox_public_a" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-west-2a"
  cidr_block              = "10.24.16.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "sandbox-public-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "sandbox_public_b" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-west-2b"
  cidr_block              = "10.24.16.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "sandbox-public-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "sandbox_public" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name  = "sandbox-public"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "sandbox_public_default" {
  route_table_id         = aws_route_table.sandbox_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.sandbox.id
}

resource "aws_route_table_association" "sandbox_public_a" {
  subnet_id      = aws_subnet.sandbox_public_a.id
  route_table_id = aws_route_table.sandbox_public.id

  depends_on = [aws_route.sandbox_public_default]
}

resource "aws_route_table_association" "sandbox_public_b" {
  subnet_id      = aws_subnet.sandbox_public_b.id
  route_table_id = aws_route_table.sandbox_public.id

  depends_on = [aws_route_table_association.sandbox_public_a]
}

# --- Tier private: 10.24.0.0/20, default route by the NAT gateway ---------------------------------

resource "aws_subnet" "sandbox_private_a" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-west-2a"
  cidr_block              = "10.24.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name  = "sandbox-private-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "sandbox_private_b" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-west-2b"
  cidr_block              = "10.24.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name  = "sandbox-private-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "sandbox_private_a" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name  = "sandbox-private-a"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "sandbox_private_a_default" {
  route_table_id         = aws_route_table.sandbox_private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.sandbox_a.id
}

resource "aws_route_table_association" "sandbox_private_a" {
  subnet_id      = aws_subnet.sandbox_private_a.id
  route_table_id = aws_route_table.sandbox_private_a.id

  depends_on = [aws_route.sandbox_private_a_default]
}

resource "aws_route_table" "sandbox_private_b" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name  = "sandbox-private-b"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "sandbox_private_b_default" {
  route_table_id         = aws_route_table.sandbox_private_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.sandbox_a.id
}

resource "aws_route_table_association" "sandbox_private_b" {
  subnet_id      = aws_subnet.sandbox_private_b.id
  route_table_id = aws_route_table.sandbox_private_b.id

  depends_on = [aws_route.sandbox_private_b_default]
}

# --- Outputs --------------------------------------------------------------------------------------

output "sandbox_nat_addresses" {
  description = "Public addresses from which VPC sandbox opens connections, for others' allow lists"
  value = {
    a = aws_eip.sandbox_nat_a.public_ip
  }
}

output "sandbox_vpc_id" {
  description = "The VPC sandbox"
  value       = aws_vpc.sandbox.id
}

output "sandbox_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.sandbox_private_a.id
    b = aws_subnet.sandbox_private_b.id
  }
}

output "sandbox_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b"
  value = {
    a = aws_subnet.sandbox_public_a.id
    b = aws_subnet.sandbox_public_b.id
  }
}
