# union: VPC orders, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  cidr_block           = "10.0.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "orders"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name        = "orders-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.0.0.0/22, default route to the transit gateway ----------------------------------

resource "aws_subnet" "orders_app_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "orders_app_c" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-app-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "orders_app" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name        = "orders-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_app_a" {
  subnet_id      = aws_subnet.orders_app_a.id
  route_table_id = aws_route_table.orders_app.id
}

resource "aws_route_table_association" "orders_app_c" {
  subnet_id      = aws_subnet.orders_app_c.id
  route_table_id = aws_route_table.orders_app.id

  depends_on = [aws_route_table_association.orders_app_a]
}

# --- Tier attachment: 10.0.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "orders_attachment_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "orders_attachment_c" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-attachment-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "orders_attachment" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name        = "orders-attachment"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_attachment_a" {
  subnet_id      = aws_subnet.orders_attachment_a.id
  route_table_id = aws_route_table.orders_attachment.id
}

resource "aws_route_table_association" "orders_attachment_c" {
  subnet_id      = aws_subnet.orders_attachment_c.id
  route_table_id = aws_route_table.orders_attachment.id

  depends_on = [aws_route_table_association.orders_attachment_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "orders_app" {
  vpc_id      = aws_vpc.orders.id
  name_prefix = "orders-app-"
  description = "orders app"

  tags = {
    Name        = "orders-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "orders_app_from_10_0_16_0_20_tcp_8443" {
  security_group_id = aws_security_group.orders_app.id
  cidr_ipv4         = "10.0.16.0/20"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
  description       = "tcp 8443 from vpc/stock/group/app"
}

resource "aws_vpc_security_group_egress_rule" "orders_app_to_anywhere_all" {
  security_group_id = aws_security_group.orders_app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "orders_s3" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.ap-northeast-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name        = "orders-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "orders_dynamodb" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.ap-northeast-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name        = "orders-dynamodb"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Consent to the peering with VPC stock --------------------------------------------------------

# --- Outputs --------------------------------------------------------------------------------------

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_app_subnet_ids" {
  description = "Subnets of tier app in zones a, c"
  value = {
    a = aws_subnet.orders_app_a.id
    c = aws_subnet.orders_app_c.id
  }
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, c"
  value = {
    a = aws_subnet.orders_attachment_a.id
    c = aws_subnet.orders_attachment_c.id
  }
}

output "orders_app_security_group_id" {
  description = "Security group app of VPC orders"
  value       = aws_security_group.orders_app.id
}
