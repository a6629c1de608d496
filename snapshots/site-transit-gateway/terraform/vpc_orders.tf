# adopted: VPC orders, eu-west-1. Made by netgen from site-transit-gateway.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "orders"
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-default"
  }
}

# --- Tier private: 10.0.0.0/20, default route to the transit gateway ------------------------------

resource "aws_subnet" "orders_private_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-private-a"
  }
}

resource "aws_subnet" "orders_private_b" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-private-b"
  }
}

resource "aws_route_table" "orders_private" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-private"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "orders_private_pool_shared" {
  route_table_id         = aws_route_table.orders_private.id
  destination_cidr_block = "10.80.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.orders]
}

resource "aws_route" "orders_private_10_95_0_0_16" {
  route_table_id         = aws_route_table.orders_private.id
  destination_cidr_block = "10.95.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.orders]
}

resource "aws_route" "orders_private_172_20_0_0_16" {
  route_table_id         = aws_route_table.orders_private.id
  destination_cidr_block = "172.20.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.orders]
}

resource "aws_route_table_association" "orders_private_a" {
  subnet_id      = aws_subnet.orders_private_a.id
  route_table_id = aws_route_table.orders_private.id

  depends_on = [
    aws_route.orders_private_pool_shared,
    aws_route.orders_private_10_95_0_0_16,
    aws_route.orders_private_172_20_0_0_16,
  ]
}

resource "aws_route_table_association" "orders_private_b" {
  subnet_id      = aws_subnet.orders_private_b.id
  route_table_id = aws_route_table.orders_private.id

  depends_on = [aws_route_table_association.orders_private_a]
}

# --- Tier attachment: 10.0.16.0/26, no default route ----------------------------------------------

resource "aws_subnet" "orders_attachment_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.16.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-a"
  }
}

resource "aws_subnet" "orders_attachment_b" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.16.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-b"
  }
}

resource "aws_route_table" "orders_attachment" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_attachment_a" {
  subnet_id      = aws_subnet.orders_attachment_a.id
  route_table_id = aws_route_table.orders_attachment.id
}

resource "aws_route_table_association" "orders_attachment_b" {
  subnet_id      = aws_subnet.orders_attachment_b.id
  route_table_id = aws_route_table.orders_attachment.id

  depends_on = [aws_route_table_association.orders_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "orders" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.orders.id
  subnet_ids                                      = [aws_subnet.orders_attachment_a.id, aws_subnet.orders_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "orders"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "orders" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.orders.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "orders_s3" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_private.id]

  tags = {
    Name = "orders-s3"
  }
}

resource "aws_vpc_endpoint" "orders_dynamodb" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_private.id]

  tags = {
    Name = "orders-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.orders_attachment_a.id
    b = aws_subnet.orders_attachment_b.id
  }
}

output "orders_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.orders_private_a.id
    b = aws_subnet.orders_private_b.id
  }
}
