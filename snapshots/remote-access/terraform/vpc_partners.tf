# corp: VPC partners, eu-west-1. Made by netgen from remote-access.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "partners" {
  cidr_block           = "10.2.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "partners"
    Owner = "platform"
  }
}

resource "aws_default_security_group" "partners" {
  vpc_id = aws_vpc.partners.id

  tags = {
    Name  = "partners-default"
    Owner = "platform"
  }
}

resource "aws_internet_gateway" "partners" {
  vpc_id = aws_vpc.partners.id

  tags = {
    Name  = "partners"
    Owner = "platform"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "partners_nat_a" {
  domain = "vpc"

  tags = {
    Name  = "partners-nat-a"
    Owner = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.partners]
}

resource "aws_nat_gateway" "partners_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.partners_public_a.id
  allocation_id     = aws_eip.partners_nat_a.id

  tags = {
    Name  = "partners-nat-a"
    Owner = "platform"
  }

  depends_on = [aws_internet_gateway.partners]
}

resource "aws_eip" "partners_nat_b" {
  domain = "vpc"

  tags = {
    Name  = "partners-nat-b"
    Owner = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.partners]
}

resource "aws_nat_gateway" "partners_b" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.partners_public_b.id
  allocation_id     = aws_eip.partners_nat_b.id

  tags = {
    Name  = "partners-nat-b"
    Owner = "platform"
  }

  depends_on = [aws_internet_gateway.partners]
}

# --- Tier public: 10.2.2.0/24, default route to the internet gateway ------------------------------

resource "aws_subnet" "partners_public_a" {
  vpc_id                  = aws_vpc.partners.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.2.2.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "partners-public-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "partners_public_b" {
  vpc_id                  = aws_vpc.partners.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.2.2.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "partners-public-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "partners_public" {
  vpc_id = aws_vpc.partners.id

  tags = {
    Name  = "partners-public"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "partners_public_default" {
  route_table_id         = aws_route_table.partners_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.partners.id
}

resource "aws_route_table_association" "partners_public_a" {
  subnet_id      = aws_subnet.partners_public_a.id
  route_table_id = aws_route_table.partners_public.id

  depends_on = [aws_route.partners_public_default]
}

resource "aws_route_table_association" "partners_public_b" {
  subnet_id      = aws_subnet.partners_public_b.id
  route_table_id = aws_route_table.partners_public.id

  depends_on = [aws_route_table_association.partners_public_a]
}

# --- Tier access: 10.2.0.0/24, default route by the NAT gateway of the same zone ------------------

resource "aws_subnet" "partners_access_a" {
  vpc_id                  = aws_vpc.partners.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.2.0.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "partners-access-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "partners_access_b" {
  vpc_id                  = aws_vpc.partners.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.2.0.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "partners-access-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "partners_access_a" {
  vpc_id = aws_vpc.partners.id

  tags = {
    Name  = "partners-access-a"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "partners_access_a_default" {
  route_table_id         = aws_route_table.partners_access_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.partners_a.id
}

resource "aws_route_table_association" "partners_access_a" {
  subnet_id      = aws_subnet.partners_access_a.id
  route_table_id = aws_route_table.partners_access_a.id

  depends_on = [aws_route.partners_access_a_default]
}

resource "aws_route_table" "partners_access_b" {
  vpc_id = aws_vpc.partners.id

  tags = {
    Name  = "partners-access-b"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "partners_access_b_default" {
  route_table_id         = aws_route_table.partners_access_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.partners_b.id
}

resource "aws_route_table_association" "partners_access_b" {
  subnet_id      = aws_subnet.partners_access_b.id
  route_table_id = aws_route_table.partners_access_b.id

  depends_on = [aws_route.partners_access_b_default]
}

# --- Tier depot: 10.2.1.0/24, no default route ----------------------------------------------------

resource "aws_subnet" "partners_depot_a" {
  vpc_id                  = aws_vpc.partners.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.2.1.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "partners-depot-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "partners_depot_b" {
  vpc_id                  = aws_vpc.partners.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.2.1.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "partners-depot-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "partners_depot" {
  vpc_id = aws_vpc.partners.id

  tags = {
    Name  = "partners-depot"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "partners_depot_a" {
  subnet_id      = aws_subnet.partners_depot_a.id
  route_table_id = aws_route_table.partners_depot.id
}

resource "aws_route_table_association" "partners_depot_b" {
  subnet_id      = aws_subnet.partners_depot_b.id
  route_table_id = aws_route_table.partners_depot.id

  depends_on = [aws_route_table_association.partners_depot_a]
}

# --- Outputs --------------------------------------------------------------------------------------

output "partners_nat_addresses" {
  description = "Public addresses from which VPC partners opens connections, for others' allow lists"
  value = {
    a = aws_eip.partners_nat_a.public_ip
    b = aws_eip.partners_nat_b.public_ip
  }
}

output "partners_vpc_id" {
  description = "The VPC partners"
  value       = aws_vpc.partners.id
}

output "partners_access_subnet_ids" {
  description = "Subnets of tier access in zones a, b"
  value = {
    a = aws_subnet.partners_access_a.id
    b = aws_subnet.partners_access_b.id
  }
}

output "partners_depot_subnet_ids" {
  description = "Subnets of tier depot in zones a, b"
  value = {
    a = aws_subnet.partners_depot_a.id
    b = aws_subnet.partners_depot_b.id
  }
}

output "partners_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b"
  value = {
    a = aws_subnet.partners_public_a.id
    b = aws_subnet.partners_public_b.id
  }
}
