# adopted: VPC logs, eu-west-1. Made by netgen from site-transit-gateway.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "logs" {
  cidr_block           = "10.80.0.0/18"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "logs"
  }
}

resource "aws_default_security_group" "logs" {
  vpc_id = aws_vpc.logs.id

  tags = {
    Name = "logs-default"
  }
}

# --- Tier private: 10.80.0.0/20, default route to the transit gateway -----------------------------

resource "aws_subnet" "logs_private_a" {
  vpc_id                  = aws_vpc.logs.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.80.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "logs-private-a"
  }
}

resource "aws_subnet" "logs_private_b" {
  vpc_id                  = aws_vpc.logs.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.80.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "logs-private-b"
  }
}

resource "aws_route_table" "logs_private" {
  vpc_id = aws_vpc.logs.id

  tags = {
    Name = "logs-private"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "logs_private_pool_production" {
  route_table_id         = aws_route_table.logs_private.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.logs]
}

resource "aws_route" "logs_private_pool_shared" {
  route_table_id         = aws_route_table.logs_private.id
  destination_cidr_block = "10.80.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.logs]
}

resource "aws_route" "logs_private_10_95_0_0_16" {
  route_table_id         = aws_route_table.logs_private.id
  destination_cidr_block = "10.95.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.logs]
}

resource "aws_route" "logs_private_172_20_0_0_16" {
  route_table_id         = aws_route_table.logs_private.id
  destination_cidr_block = "172.20.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.logs]
}

resource "aws_route_table_association" "logs_private_a" {
  subnet_id      = aws_subnet.logs_private_a.id
  route_table_id = aws_route_table.logs_private.id

  depends_on = [
    aws_route.logs_private_pool_production,
    aws_route.logs_private_pool_shared,
    aws_route.logs_private_10_95_0_0_16,
    aws_route.logs_private_172_20_0_0_16,
  ]
}

resource "aws_route_table_association" "logs_private_b" {
  subnet_id      = aws_subnet.logs_private_b.id
  route_table_id = aws_route_table.logs_private.id

  depends_on = [aws_route_table_association.logs_private_a]
}

# --- Tier attachment: 10.80.16.0/26, no default route ---------------------------------------------

resource "aws_subnet" "logs_attachment_a" {
  vpc_id                  = aws_vpc.logs.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.80.16.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "logs-attachment-a"
  }
}

resource "aws_subnet" "logs_attachment_b" {
  vpc_id                  = aws_vpc.logs.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.80.16.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "logs-attachment-b"
  }
}

resource "aws_route_table" "logs_attachment" {
  vpc_id = aws_vpc.logs.id

  tags = {
    Name = "logs-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "logs_attachment_a" {
  subnet_id      = aws_subnet.logs_attachment_a.id
  route_table_id = aws_route_table.logs_attachment.id
}

resource "aws_route_table_association" "logs_attachment_b" {
  subnet_id      = aws_subnet.logs_attachment_b.id
  route_table_id = aws_route_table.logs_attachment.id

  depends_on = [aws_route_table_association.logs_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "logs" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.logs.id
  subnet_ids                                      = [aws_subnet.logs_attachment_a.id, aws_subnet.logs_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "logs"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "logs" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.logs.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.logs.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "logs_on_prem" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.logs.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "logs_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.logs.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "logs_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.logs.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "logs_s3" {
  vpc_id            = aws_vpc.logs.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.logs_private.id]

  tags = {
    Name = "logs-s3"
  }
}

resource "aws_vpc_endpoint" "logs_dynamodb" {
  vpc_id            = aws_vpc.logs.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.logs_private.id]

  tags = {
    Name = "logs-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "logs_vpc_id" {
  description = "The VPC logs"
  value       = aws_vpc.logs.id
}

output "logs_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.logs_attachment_a.id
    b = aws_subnet.logs_attachment_b.id
  }
}

output "logs_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.logs_private_a.id
    b = aws_subnet.logs_private_b.id
  }
}
