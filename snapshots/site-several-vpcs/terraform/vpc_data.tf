# shared: VPC data, ap-northeast-1. Made by netgen from site-several-vpcs.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "data" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "data"
    Environment = "production"
  }
}

resource "aws_default_security_group" "data" {
  vpc_id = aws_vpc.data.id

  tags = {
    Name        = "data-default"
    Environment = "production"
  }
}

# --- Tier rows: 10.1.0.0/22, no default route -----------------------------------------------------

resource "aws_subnet" "data_rows_a" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.1.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "data-rows-a"
    Environment = "production"
  }
}

resource "aws_subnet" "data_rows_c" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.1.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "data-rows-c"
    Environment = "production"
  }
}

resource "aws_route_table" "data_rows" {
  vpc_id = aws_vpc.data.id

  tags = {
    Name        = "data-rows"
    Environment = "production"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "data_rows_a" {
  subnet_id      = aws_subnet.data_rows_a.id
  route_table_id = aws_route_table.data_rows.id
}

resource "aws_route_table_association" "data_rows_c" {
  subnet_id      = aws_subnet.data_rows_c.id
  route_table_id = aws_route_table.data_rows.id

  depends_on = [aws_route_table_association.data_rows_a]
}

# --- VPN gateway ----------------------------------------------------------------------------------

resource "aws_vpn_gateway" "data" {
  amazon_side_asn = 64512

  tags = {
    Name        = "data"
    Environment = "production"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_gateway_attachment" "data" {
  vpc_id         = aws_vpc.data.id
  vpn_gateway_id = aws_vpn_gateway.data.id
}

resource "aws_vpn_gateway_route_propagation" "data_rows" {
  route_table_id = aws_route_table.data_rows.id
  vpn_gateway_id = aws_vpn_gateway.data.id

  depends_on = [aws_vpn_gateway_attachment.data]
}

# --- Outputs --------------------------------------------------------------------------------------

output "data_vpn_gateway_id" {
  description = "The VPN gateway of VPC data"
  value       = aws_vpn_gateway.data.id
}

output "data_vpc_id" {
  description = "The VPC data"
  value       = aws_vpc.data.id
}

output "data_rows_subnet_ids" {
  description = "Subnets of tier rows in zones a, c"
  value = {
    a = aws_subnet.data_rows_a.id
    c = aws_subnet.data_rows_c.id
  }
}
