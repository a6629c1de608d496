# nest: VPC out, eu-west-1. Made by netgen from nested.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "out" {
  cidr_block           = "10.8.32.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "out"
  }
}

resource "aws_default_security_group" "out" {
  vpc_id = aws_vpc.out.id

  tags = {
    Name = "out-default"
  }
}

resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.out.id

  tags = {
    Name = "out"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "out_nat_zone1" {
  domain = "vpc"

  tags = {
    Name = "out-nat-zone1"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.out]
}

resource "aws_nat_gateway" "out_zone1" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.out_public_zone1.id
  allocation_id     = aws_eip.out_nat_zone1.id

  tags = {
    Name = "out-nat-zone1"
  }

  depends_on = [aws_internet_gateway.out]
}

# --- Tier public: 10.8.32.64/26, default route to the internet gateway ----------------------------

resource "aws_subnet" "out_public_zone1" {
  vpc_id                  = aws_vpc.out.id
  availability_zone       = var.zone1
  cidr_block              = "10.8.32.64/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "out-public-zone1"
  }
}

resource "aws_subnet" "out_public_zone2" {
  vpc_id                  = aws_vpc.out.id
  availability_zone       = var.zone2
  cidr_block              = "10.8.32.80/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "out-public-zone2"
  }
}

resource "aws_route_table" "out_public" {
  vpc_id = aws_vpc.out.id

  tags = {
    Name = "out-public"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "out_public_default" {
  route_table_id         = aws_route_table.out_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.out.id
}

resource "aws_route" "out_public_pool_all" {
  route_table_id         = aws_route_table.out_public.id
  destination_cidr_block = "10.8.0.0/13"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.out]
}

resource "aws_route_table_association" "out_public_zone1" {
  subnet_id      = aws_subnet.out_public_zone1.id
  route_table_id = aws_route_table.out_public.id

  depends_on = [aws_route.out_public_default, aws_route.out_public_pool_all]
}

resource "aws_route_table_association" "out_public_zone2" {
  subnet_id      = aws_subnet.out_public_zone2.id
  route_table_id = aws_route_table.out_public.id

  depends_on = [aws_route_table_association.out_public_zone1]
}

# --- Tier attachment: 10.8.32.0/26, default route by the NAT gateway ------------------------------

resource "aws_subnet" "out_attachment_zone1" {
  vpc_id                  = aws_vpc.out.id
  availability_zone       = var.zone1
  cidr_block              = "10.8.32.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "out-attachment-zone1"
  }
}

resource "aws_subnet" "out_attachment_zone2" {
  vpc_id                  = aws_vpc.out.id
  availability_zone       = var.zone2
  cidr_block              = "10.8.32.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "out-attachment-zone2"
  }
}

resource "aws_route_table" "out_attachment_zone1" {
  vpc_id = aws_vpc.out.id

  tags = {
    Name = "out-attachment-zone1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "out_attachment_zone1_default" {
  route_table_id         = aws_route_table.out_attachment_zone1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.out_zone1.id
}

resource "aws_route_table_association" "out_attachment_zone1" {
  subnet_id      = aws_subnet.out_attachment_zone1.id
  route_table_id = aws_route_table.out_attachment_zone1.id

  depends_on = [aws_route.out_attachment_zone1_default]
}

resource "aws_route_table" "out_attachment_zone2" {
  vpc_id = aws_vpc.out.id

  tags = {
    Name = "out-attachment-zone2"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "out_attachment_zone2_default" {
  route_table_id         = aws_route_table.out_attachment_zone2.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.out_zone1.id
}

resource "aws_route_table_association" "out_attachment_zone2" {
  subnet_id      = aws_subnet.out_attachment_zone2.id
  route_table_id = aws_route_table.out_attachment_zone2.id

  depends_on = [aws_route.out_attachment_zone2_default]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "out" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.out.id
  subnet_ids                                      = [aws_subnet.out_attachment_zone1.id, aws_subnet.out_attachment_zone2.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "out"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "out" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.out.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.out.id]
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "out_nat_addresses" {
  description = "Public addresses from which VPC out opens connections, for others' allow lists"
  value = {
    zone1 = aws_eip.out_nat_zone1.public_ip
  }
}

output "out_vpc_id" {
  description = "The VPC out"
  value       = aws_vpc.out.id
}

output "out_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones zone1, zone2"
  value = {
    zone1 = aws_subnet.out_attachment_zone1.id
    zone2 = aws_subnet.out_attachment_zone2.id
  }
}

output "out_public_subnet_ids" {
  description = "Subnets of tier public in zones zone1, zone2"
  value = {
    zone1 = aws_subnet.out_public_zone1.id
    zone2 = aws_subnet.out_public_zone2.id
  }
}
