# kinds: unit edge, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_vpc" "edge" {
  cidr_block           = "10.4.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "edge"
  }
}

resource "aws_subnet" "edge_a" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.4.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "edge"
  }
}

resource "aws_subnet" "edge_b" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.4.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "edge"
  }
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name = "edge"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpn_gateway" "edge" {
  amazon_side_asn = 64514

  tags = {
    Name = "edge"
  }
}

resource "aws_vpn_gateway_attachment" "edge" {
  vpc_id         = aws_vpc.edge.id
  vpn_gateway_id = aws_vpn_gateway.edge.id
}

resource "aws_vpn_gateway_route_propagation" "edge" {
  route_table_id = aws_route_table.edge.id
  vpn_gateway_id = aws_vpn_gateway.edge.id

  depends_on = [aws_vpn_gateway_attachment.edge]
}
