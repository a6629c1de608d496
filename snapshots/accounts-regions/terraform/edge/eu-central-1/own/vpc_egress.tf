# two: VPC egress, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "egress" {
  cidr_block           = "10.0.24.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "egress"
  }
}

resource "aws_default_security_group" "egress" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name = "egress-default"
  }
}

resource "aws_internet_gateway" "egress" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name = "egress"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "egress_nat_euc1_az2" {
  domain = "vpc"

  tags = {
    Name = "egress-nat-euc1-az2"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress_euc1_az2" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.egress_public_euc1_az2.id
  allocation_id     = aws_eip.egress_nat_euc1_az2.id

  tags = {
    Name = "egress-nat-euc1-az2"
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_eip" "egress_nat_euc1_az3" {
  domain = "vpc"

  tags = {
    Name = "egress-nat-euc1-az3"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress_euc1_az3" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.egress_public_euc1_az3.id
  allocation_id     = aws_eip.egress_nat_euc1_az3.id

  tags = {
    Name = "egress-nat-euc1-az3"
  }

  depends_on = [aws_internet_gateway.egress]
}

# --- Tier public: 10.0.24.64/26, default route to the internet gateway ----------------------------

resource "aws_subnet" "egress_public_euc1_az2" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.24.64/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "egress-public-euc1-az2"
  }
}

resource "aws_subnet" "egress_public_euc1_az3" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.24.80/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "egress-public-euc1-az3"
  }
}

resource "aws_route_table" "egress_public" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name = "egress-public"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_public_default" {
  route_table_id         = aws_route_table.egress_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.egress.id
}

resource "aws_route_table_association" "egress_public_euc1_az2" {
  subnet_id      = aws_subnet.egress_public_euc1_az2.id
  route_table_id = aws_route_table.egress_public.id

  depends_on = [aws_route.egress_public_default]
}

resource "aws_route_table_association" "egress_public_euc1_az3" {
  subnet_id      = aws_subnet.egress_public_euc1_az3.id
  route_table_id = aws_route_table.egress_public.id

  depends_on = [aws_route_table_association.egress_public_euc1_az2]
}

# --- Tier attachment: 10.0.24.0/26, default route by the NAT gateway of the same zone -------------

resource "aws_subnet" "egress_attachment_euc1_az2" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.24.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "egress-attachment-euc1-az2"
  }
}

resource "aws_subnet" "egress_attachment_euc1_az3" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.24.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "egress-attachment-euc1-az3"
  }
}

resource "aws_route_table" "egress_attachment_euc1_az2" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name = "egress-attachment-euc1-az2"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_attachment_euc1_az2_default" {
  route_table_id         = aws_route_table.egress_attachment_euc1_az2.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.egress_euc1_az2.id
}

resource "aws_route_table_association" "egress_attachment_euc1_az2" {
  subnet_id      = aws_subnet.egress_attachment_euc1_az2.id
  route_table_id = aws_route_table.egress_attachment_euc1_az2.id

  depends_on = [aws_route.egress_attachment_euc1_az2_default]
}

resource "aws_route_table" "egress_attachment_euc1_az3" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name = "egress-attachment-euc1-az3"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_attachment_euc1_az3_default" {
  route_table_id         = aws_route_table.egress_attachment_euc1_az3.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.egress_euc1_az3.id
}

resource "aws_route_table_association" "egress_attachment_euc1_az3" {
  subnet_id      = aws_subnet.egress_attachment_euc1_az3.id
  route_table_id = aws_route_table.egress_attachment_euc1_az3.id

  depends_on = [aws_route.egress_attachment_euc1_az3_default]
}

# --- Outputs --------------------------------------------------------------------------------------

output "egress_nat_addresses" {
  description = "Public addresses from which VPC egress opens connections, for others' allow lists"
  value = {
    euc1-az2 = aws_eip.egress_nat_euc1_az2.public_ip
    euc1-az3 = aws_eip.egress_nat_euc1_az3.public_ip
  }
}

output "egress_vpc_id" {
  description = "The VPC egress"
  value       = aws_vpc.egress.id
}

output "egress_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.egress_attachment_euc1_az2.id
    euc1-az3 = aws_subnet.egress_attachment_euc1_az3.id
  }
}

output "egress_public_subnet_ids" {
  description = "Subnets of tier public in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.egress_public_euc1_az2.id
    euc1-az3 = aws_subnet.egress_public_euc1_az3.id
  }
}
