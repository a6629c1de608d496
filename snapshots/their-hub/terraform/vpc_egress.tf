# shops: VPC egress, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "egress" {
  cidr_block           = "10.64.16.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "egress"
    Owner = "shops"
  }
}

resource "aws_default_security_group" "egress" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress-default"
    Owner = "shops"
  }
}

resource "aws_internet_gateway" "egress" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress"
    Owner = "shops"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "egress_nat_euw1_az1" {
  domain = "vpc"

  tags = {
    Name  = "egress-nat-euw1-az1"
    Owner = "shops"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress_euw1_az1" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.egress_public_euw1_az1.id
  allocation_id     = aws_eip.egress_nat_euw1_az1.id

  tags = {
    Name  = "egress-nat-euw1-az1"
    Owner = "shops"
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_eip" "egress_nat_euw1_az2" {
  domain = "vpc"

  tags = {
    Name  = "egress-nat-euw1-az2"
    Owner = "shops"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress_euw1_az2" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.egress_public_euw1_az2.id
  allocation_id     = aws_eip.egress_nat_euw1_az2.id

  tags = {
    Name  = "egress-nat-euw1-az2"
    Owner = "shops"
  }

  depends_on = [aws_internet_gateway.egress]
}

# --- Tier public: 10.64.16.64/26, default route to the internet gateway ---------------------------

resource "aws_subnet" "egress_public_euw1_az1" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.16.64/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "egress-public-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "egress_public_euw1_az2" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.16.80/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "egress-public-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "egress_public" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress-public"
    Owner = "shops"
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

resource "aws_route_table_association" "egress_public_euw1_az1" {
  subnet_id      = aws_subnet.egress_public_euw1_az1.id
  route_table_id = aws_route_table.egress_public.id

  depends_on = [aws_route.egress_public_default]
}

resource "aws_route_table_association" "egress_public_euw1_az2" {
  subnet_id      = aws_subnet.egress_public_euw1_az2.id
  route_table_id = aws_route_table.egress_public.id

  depends_on = [aws_route_table_association.egress_public_euw1_az1]
}

# --- Tier attachment: 10.64.16.0/26, default route by the NAT gateway of the same zone ------------

resource "aws_subnet" "egress_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.16.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "egress-attachment-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "egress_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.16.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "egress-attachment-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "egress_attachment_euw1_az1" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress-attachment-euw1-az1"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_attachment_euw1_az1_default" {
  route_table_id         = aws_route_table.egress_attachment_euw1_az1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.egress_euw1_az1.id
}

resource "aws_route_table_association" "egress_attachment_euw1_az1" {
  subnet_id      = aws_subnet.egress_attachment_euw1_az1.id
  route_table_id = aws_route_table.egress_attachment_euw1_az1.id

  depends_on = [aws_route.egress_attachment_euw1_az1_default]
}

resource "aws_route_table" "egress_attachment_euw1_az2" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress-attachment-euw1-az2"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_attachment_euw1_az2_default" {
  route_table_id         = aws_route_table.egress_attachment_euw1_az2.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.egress_euw1_az2.id
}

resource "aws_route_table_association" "egress_attachment_euw1_az2" {
  subnet_id      = aws_subnet.egress_attachment_euw1_az2.id
  route_table_id = aws_route_table.egress_attachment_euw1_az2.id

  depends_on = [aws_route.egress_attachment_euw1_az2_default]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "egress" {
  transit_gateway_id                 = "tgw-0123456789abcdef0"
  vpc_id                             = aws_vpc.egress.id
  subnet_ids                         = [aws_subnet.egress_attachment_euw1_az1.id, aws_subnet.egress_attachment_euw1_az2.id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name  = "egress"
    Owner = "shops"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "egress_nat_addresses" {
  description = "Public addresses from which VPC egress opens connections, for others' allow lists"
  value = {
    euw1-az1 = aws_eip.egress_nat_euw1_az1.public_ip
    euw1-az2 = aws_eip.egress_nat_euw1_az2.public_ip
  }
}

output "egress_transit_gateway_attachment_id" {
  description = "The attachment of VPC egress to transit gateway hub, for its owner"
  value       = aws_ec2_transit_gateway_vpc_attachment.egress.id
}

output "egress_vpc_id" {
  description = "The VPC egress"
  value       = aws_vpc.egress.id
}

output "egress_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.egress_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.egress_attachment_euw1_az2.id
  }
}

output "egress_public_subnet_ids" {
  description = "Subnets of tier public in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.egress_public_euw1_az1.id
    euw1-az2 = aws_subnet.egress_public_euw1_az2.id
  }
}
