# kinds: unit sdwan, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_vpc" "sdwan" {
  cidr_block           = "10.6.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "sdwan"
  }
}

resource "aws_subnet" "sdwan_a" {
  vpc_id                  = aws_vpc.sdwan.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.6.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "sdwan"
  }
}

resource "aws_subnet" "sdwan_b" {
  vpc_id                  = aws_vpc.sdwan.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.6.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "sdwan"
  }
}

resource "aws_route_table" "sdwan" {
  vpc_id = aws_vpc.sdwan.id

  tags = {
    Name = "sdwan"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "sdwan" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.sdwan.id
  subnet_ids                                      = [aws_subnet.sdwan_a.id, aws_subnet.sdwan_b.id]
  appliance_mode_support                          = "enable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "disable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "sdwan"
  }
}

resource "aws_route" "sdwan_0_0_0_0_0" {
  route_table_id         = aws_route_table.sdwan.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.sdwan]
}
