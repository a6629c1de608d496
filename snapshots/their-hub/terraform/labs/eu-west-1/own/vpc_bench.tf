# shops: VPC bench, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "bench" {
  cidr_block           = "10.64.12.0/23"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "bench"
    Owner = "shops"
  }
}

resource "aws_default_security_group" "bench" {
  vpc_id = aws_vpc.bench.id

  tags = {
    Name  = "bench-default"
    Owner = "shops"
  }
}

# --- Tier app: 10.64.12.0/24, default route to the transit gateway --------------------------------

resource "aws_subnet" "bench_app_euw1_az1" {
  vpc_id                  = aws_vpc.bench.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.12.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bench-app-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "bench_app_euw1_az2" {
  vpc_id                  = aws_vpc.bench.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.12.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bench-app-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "bench_app" {
  vpc_id = aws_vpc.bench.id

  tags = {
    Name  = "bench-app"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "bench_app_pool_shops" {
  route_table_id         = aws_route_table.bench_app.id
  destination_cidr_block = "10.64.0.0/14"
  transit_gateway_id     = "tgw-0aaaaaaaaaaaaaaa0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.bench]
}

resource "aws_route_table_association" "bench_app_euw1_az1" {
  subnet_id      = aws_subnet.bench_app_euw1_az1.id
  route_table_id = aws_route_table.bench_app.id

  depends_on = [aws_route.bench_app_pool_shops]
}

resource "aws_route_table_association" "bench_app_euw1_az2" {
  subnet_id      = aws_subnet.bench_app_euw1_az2.id
  route_table_id = aws_route_table.bench_app.id

  depends_on = [aws_route_table_association.bench_app_euw1_az1]
}

# --- Tier attachment: 10.64.13.0/26, no default route ---------------------------------------------

resource "aws_subnet" "bench_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.bench.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.13.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bench-attachment-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "bench_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.bench.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.13.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bench-attachment-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "bench_attachment" {
  vpc_id = aws_vpc.bench.id

  tags = {
    Name  = "bench-attachment"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "bench_attachment_euw1_az1" {
  subnet_id      = aws_subnet.bench_attachment_euw1_az1.id
  route_table_id = aws_route_table.bench_attachment.id
}

resource "aws_route_table_association" "bench_attachment_euw1_az2" {
  subnet_id      = aws_subnet.bench_attachment_euw1_az2.id
  route_table_id = aws_route_table.bench_attachment.id

  depends_on = [aws_route_table_association.bench_attachment_euw1_az1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "bench" {
  transit_gateway_id                              = "tgw-0aaaaaaaaaaaaaaa0"
  vpc_id                                          = aws_vpc.bench.id
  subnet_ids                                      = [aws_subnet.bench_attachment_euw1_az1.id, aws_subnet.bench_attachment_euw1_az2.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "bench"
    Owner = "shops"
  }
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "bench_s3" {
  vpc_id            = aws_vpc.bench.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.bench_app.id]

  tags = {
    Name  = "bench-s3"
    Owner = "shops"
  }
}

resource "aws_vpc_endpoint" "bench_dynamodb" {
  vpc_id            = aws_vpc.bench.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.bench_app.id]

  tags = {
    Name  = "bench-dynamodb"
    Owner = "shops"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "bench_transit_gateway_attachment_id" {
  description = "The attachment of VPC bench to transit gateway lab, for its owner"
  value       = aws_ec2_transit_gateway_vpc_attachment.bench.id
}

output "bench_vpc_id" {
  description = "The VPC bench"
  value       = aws_vpc.bench.id
}

output "bench_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.bench_app_euw1_az1.id
    euw1-az2 = aws_subnet.bench_app_euw1_az2.id
  }
}

output "bench_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.bench_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.bench_attachment_euw1_az2.id
  }
}
