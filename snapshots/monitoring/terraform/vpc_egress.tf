# watched: VPC egress, eu-west-1. Made by netgen from monitoring.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "egress" {
  cidr_block           = "10.240.0.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "egress"
    Owner = "noc"
  }
}

resource "aws_default_security_group" "egress" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress-default"
    Owner = "noc"
  }
}

resource "aws_internet_gateway" "egress" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress"
    Owner = "noc"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "egress_nat_a" {
  domain = "vpc"

  tags = {
    Name  = "egress-nat-a"
    Owner = "noc"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.egress_public_a.id
  allocation_id     = aws_eip.egress_nat_a.id

  tags = {
    Name  = "egress-nat-a"
    Owner = "noc"
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_eip" "egress_nat_b" {
  domain = "vpc"

  tags = {
    Name  = "egress-nat-b"
    Owner = "noc"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress_b" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.egress_public_b.id
  allocation_id     = aws_eip.egress_nat_b.id

  tags = {
    Name  = "egress-nat-b"
    Owner = "noc"
  }

  depends_on = [aws_internet_gateway.egress]
}

# --- Tier public: 10.240.0.64/26, default route to the internet gateway ---------------------------

resource "aws_subnet" "egress_public_a" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.240.0.64/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "egress-public-a"
    Owner = "noc"
  }
}

resource "aws_subnet" "egress_public_b" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.240.0.80/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "egress-public-b"
    Owner = "noc"
  }
}

resource "aws_route_table" "egress_public" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress-public"
    Owner = "noc"
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

resource "aws_route" "egress_public_pool_cloud" {
  route_table_id         = aws_route_table.egress_public.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.egress]
}

resource "aws_route" "egress_public_pool_core" {
  route_table_id         = aws_route_table.egress_public.id
  destination_cidr_block = "10.240.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.egress]
}

resource "aws_route_table_association" "egress_public_a" {
  subnet_id      = aws_subnet.egress_public_a.id
  route_table_id = aws_route_table.egress_public.id

  depends_on = [
    aws_route.egress_public_default,
    aws_route.egress_public_pool_cloud,
    aws_route.egress_public_pool_core,
  ]
}

resource "aws_route_table_association" "egress_public_b" {
  subnet_id      = aws_subnet.egress_public_b.id
  route_table_id = aws_route_table.egress_public.id

  depends_on = [aws_route_table_association.egress_public_a]
}

# --- Tier attachment: 10.240.0.0/26, default route by the NAT gateway of the same zone ------------

resource "aws_subnet" "egress_attachment_a" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.240.0.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "egress-attachment-a"
    Owner = "noc"
  }
}

resource "aws_subnet" "egress_attachment_b" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.240.0.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "egress-attachment-b"
    Owner = "noc"
  }
}

resource "aws_route_table" "egress_attachment_a" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress-attachment-a"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_attachment_a_default" {
  route_table_id         = aws_route_table.egress_attachment_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.egress_a.id
}

resource "aws_route_table_association" "egress_attachment_a" {
  subnet_id      = aws_subnet.egress_attachment_a.id
  route_table_id = aws_route_table.egress_attachment_a.id

  depends_on = [aws_route.egress_attachment_a_default]
}

resource "aws_route_table" "egress_attachment_b" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name  = "egress-attachment-b"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_attachment_b_default" {
  route_table_id         = aws_route_table.egress_attachment_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.egress_b.id
}

resource "aws_route_table_association" "egress_attachment_b" {
  subnet_id      = aws_subnet.egress_attachment_b.id
  route_table_id = aws_route_table.egress_attachment_b.id

  depends_on = [aws_route.egress_attachment_b_default]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "egress" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.egress.id
  subnet_ids                                      = [aws_subnet.egress_attachment_a.id, aws_subnet.egress_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "egress"
    Owner = "noc"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.egress.id]
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "egress_nat_addresses" {
  description = "Public addresses from which VPC egress opens connections, for others' allow lists"
  value = {
    a = aws_eip.egress_nat_a.public_ip
    b = aws_eip.egress_nat_b.public_ip
  }
}

output "egress_vpc_id" {
  description = "The VPC egress"
  value       = aws_vpc.egress.id
}

output "egress_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.egress_attachment_a.id
    b = aws_subnet.egress_attachment_b.id
  }
}

output "egress_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b"
  value = {
    a = aws_subnet.egress_public_a.id
    b = aws_subnet.egress_public_b.id
  }
}
