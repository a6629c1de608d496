# small: VPC app, eu-central-1. Made by netgen from small.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "app" {
  cidr_block           = "10.0.0.0/20"
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

resource "aws_eip" "app_nat_a" {
  domain = "vpc"

  tags = {
    Name = "app-nat-a"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_nat_gateway" "app_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.app_public_a.id
  allocation_id     = aws_eip.app_nat_a.id

  tags = {
    Name = "app-nat-a"
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_eip" "app_nat_b" {
  domain = "vpc"

  tags = {
    Name = "app-nat-b"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_nat_gateway" "app_b" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.app_public_b.id
  allocation_id     = aws_eip.app_nat_b.id

  tags = {
    Name = "app-nat-b"
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_eip" "app_nat_c" {
  domain = "vpc"

  tags = {
    Name = "app-nat-c"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_nat_gateway" "app_c" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.app_public_c.id
  allocation_id     = aws_eip.app_nat_c.id

  tags = {
    Name = "app-nat-c"
  }

  depends_on = [aws_internet_gateway.app]
}

# --- Tier public: 10.0.12.0/22, default route to the internet gateway -----------------------------

resource "aws_subnet" "app_public_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.12.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-public-a"
  }
}

resource "aws_subnet" "app_public_b" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.13.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-public-b"
  }
}

resource "aws_subnet" "app_public_c" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1c"
  cidr_block              = "10.0.14.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-public-c"
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

resource "aws_route_table_association" "app_public_a" {
  subnet_id      = aws_subnet.app_public_a.id
  route_table_id = aws_route_table.app_public.id

  depends_on = [aws_route.app_public_default]
}

resource "aws_route_table_association" "app_public_b" {
  subnet_id      = aws_subnet.app_public_b.id
  route_table_id = aws_route_table.app_public.id

  depends_on = [aws_route_table_association.app_public_a]
}

resource "aws_route_table_association" "app_public_c" {
  subnet_id      = aws_subnet.app_public_c.id
  route_table_id = aws_route_table.app_public.id

  depends_on = [aws_route_table_association.app_public_a]
}

# --- Tier private: 10.0.0.0/21, default route by the NAT gateway of the same zone -----------------

resource "aws_subnet" "app_private_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.0.0/23"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-a"
  }
}

resource "aws_subnet" "app_private_b" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.2.0/23"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-b"
  }
}

resource "aws_subnet" "app_private_c" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1c"
  cidr_block              = "10.0.4.0/23"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-c"
  }
}

resource "aws_route_table" "app_private_a" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private-a"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_private_a_default" {
  route_table_id         = aws_route_table.app_private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.app_a.id
}

resource "aws_route_table_association" "app_private_a" {
  subnet_id      = aws_subnet.app_private_a.id
  route_table_id = aws_route_table.app_private_a.id

  depends_on = [aws_route.app_private_a_default]
}

resource "aws_route_table" "app_private_b" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private-b"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_private_b_default" {
  route_table_id         = aws_route_table.app_private_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.app_b.id
}

resource "aws_route_table_association" "app_private_b" {
  subnet_id      = aws_subnet.app_private_b.id
  route_table_id = aws_route_table.app_private_b.id

  depends_on = [aws_route.app_private_b_default]
}

resource "aws_route_table" "app_private_c" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private-c"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_private_c_default" {
  route_table_id         = aws_route_table.app_private_c.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.app_c.id
}

resource "aws_route_table_association" "app_private_c" {
  subnet_id      = aws_subnet.app_private_c.id
  route_table_id = aws_route_table.app_private_c.id

  depends_on = [aws_route.app_private_c_default]
}

# --- Tier database: 10.0.8.0/22, no default route -------------------------------------------------

resource "aws_subnet" "app_database_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.8.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-database-a"
  }
}

resource "aws_subnet" "app_database_b" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.9.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-database-b"
  }
}

resource "aws_subnet" "app_database_c" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1c"
  cidr_block              = "10.0.10.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-database-c"
  }
}

resource "aws_route_table" "app_database" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-database"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "app_database_a" {
  subnet_id      = aws_subnet.app_database_a.id
  route_table_id = aws_route_table.app_database.id
}

resource "aws_route_table_association" "app_database_b" {
  subnet_id      = aws_subnet.app_database_b.id
  route_table_id = aws_route_table.app_database.id

  depends_on = [aws_route_table_association.app_database_a]
}

resource "aws_route_table_association" "app_database_c" {
  subnet_id      = aws_subnet.app_database_c.id
  route_table_id = aws_route_table.app_database.id

  depends_on = [aws_route_table_association.app_database_a]
}

# --- Outputs --------------------------------------------------------------------------------------

output "app_nat_addresses" {
  description = "Public addresses from which VPC app opens connections, for others' allow lists"
  value = {
    a = aws_eip.app_nat_a.public_ip
    b = aws_eip.app_nat_b.public_ip
    c = aws_eip.app_nat_c.public_ip
  }
}

output "app_vpc_id" {
  description = "The VPC app"
  value       = aws_vpc.app.id
}

output "app_database_subnet_ids" {
  description = "Subnets of tier database in zones a, b, c"
  value = {
    a = aws_subnet.app_database_a.id
    b = aws_subnet.app_database_b.id
    c = aws_subnet.app_database_c.id
  }
}

output "app_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b, c"
  value = {
    a = aws_subnet.app_private_a.id
    b = aws_subnet.app_private_b.id
    c = aws_subnet.app_private_c.id
  }
}

output "app_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b, c"
  value = {
    a = aws_subnet.app_public_a.id
    b = aws_subnet.app_public_b.id
    c = aws_subnet.app_public_c.id
  }
}
