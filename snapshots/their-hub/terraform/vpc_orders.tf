# shops: VPC orders, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  cidr_block           = "10.64.4.0/22"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "orders"
    Owner = "shops"
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name  = "orders-default"
    Owner = "shops"
  }
}

# --- Tier app: 10.64.4.0/24, default route to the transit gateway ---------------------------------

resource "aws_subnet" "orders_app_euw1_az1" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "orders-app-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "orders_app_euw1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "orders-app-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "orders_app" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name  = "orders-app"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_app_euw1_az1" {
  subnet_id      = aws_subnet.orders_app_euw1_az1.id
  route_table_id = aws_route_table.orders_app.id
}

resource "aws_route_table_association" "orders_app_euw1_az2" {
  subnet_id      = aws_subnet.orders_app_euw1_az2.id
  route_table_id = aws_route_table.orders_app.id

  depends_on = [aws_route_table_association.orders_app_euw1_az1]
}

# --- Tier attachment: 10.64.5.0/26, no default route ----------------------------------------------

resource "aws_subnet" "orders_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.5.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "orders-attachment-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "orders_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.5.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "orders-attachment-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "orders_attachment" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name  = "orders-attachment"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_attachment_euw1_az1" {
  subnet_id      = aws_subnet.orders_attachment_euw1_az1.id
  route_table_id = aws_route_table.orders_attachment.id
}

resource "aws_route_table_association" "orders_attachment_euw1_az2" {
  subnet_id      = aws_subnet.orders_attachment_euw1_az2.id
  route_table_id = aws_route_table.orders_attachment.id

  depends_on = [aws_route_table_association.orders_attachment_euw1_az1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "orders" {
  transit_gateway_id                 = "tgw-0123456789abcdef0"
  vpc_id                             = aws_vpc.orders.id
  subnet_ids                         = [aws_subnet.orders_attachment_euw1_az1.id, aws_subnet.orders_attachment_euw1_az2.id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name  = "orders"
    Owner = "shops"
  }
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "orders_s3" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name  = "orders-s3"
    Owner = "shops"
  }
}

resource "aws_vpc_endpoint" "orders_dynamodb" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name  = "orders-dynamodb"
    Owner = "shops"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_transit_gateway_attachment_id" {
  description = "The attachment of VPC orders to transit gateway hub, for its owner"
  value       = aws_ec2_transit_gateway_vpc_attachment.orders.id
}

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.orders_app_euw1_az1.id
    euw1-az2 = aws_subnet.orders_app_euw1_az2.id
  }
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.orders_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.orders_attachment_euw1_az2.id
  }
}
