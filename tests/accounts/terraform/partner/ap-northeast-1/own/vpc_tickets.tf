# union: VPC tickets, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "tickets" {
  cidr_block           = "10.16.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "tickets"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "tickets" {
  vpc_id = aws_vpc.tickets.id

  tags = {
    Name        = "tickets-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.16.16.0/22, default route to the transit gateway --------------------------------

resource "aws_subnet" "tickets_app_a" {
  vpc_id                  = aws_vpc.tickets.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.16.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "tickets-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "tickets_app_c" {
  vpc_id                  = aws_vpc.tickets.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.16.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "tickets-app-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "tickets_app" {
  vpc_id = aws_vpc.tickets.id

  tags = {
    Name        = "tickets-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tickets_app_a" {
  subnet_id      = aws_subnet.tickets_app_a.id
  route_table_id = aws_route_table.tickets_app.id
}

resource "aws_route_table_association" "tickets_app_c" {
  subnet_id      = aws_subnet.tickets_app_c.id
  route_table_id = aws_route_table.tickets_app.id

  depends_on = [aws_route_table_association.tickets_app_a]
}

# --- Tier attachment: 10.16.20.0/26, no default route ---------------------------------------------

resource "aws_subnet" "tickets_attachment_a" {
  vpc_id                  = aws_vpc.tickets.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.16.20.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "tickets-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "tickets_attachment_c" {
  vpc_id                  = aws_vpc.tickets.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.16.20.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "tickets-attachment-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "tickets_attachment" {
  vpc_id = aws_vpc.tickets.id

  tags = {
    Name        = "tickets-attachment"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tickets_attachment_a" {
  subnet_id      = aws_subnet.tickets_attachment_a.id
  route_table_id = aws_route_table.tickets_attachment.id
}

resource "aws_route_table_association" "tickets_attachment_c" {
  subnet_id      = aws_subnet.tickets_attachment_c.id
  route_table_id = aws_route_table.tickets_attachment.id

  depends_on = [aws_route_table_association.tickets_attachment_a]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "tickets_s3" {
  vpc_id            = aws_vpc.tickets.id
  service_name      = "com.amazonaws.ap-northeast-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tickets_app.id]

  tags = {
    Name        = "tickets-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "tickets_dynamodb" {
  vpc_id            = aws_vpc.tickets.id
  service_name      = "com.amazonaws.ap-northeast-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tickets_app.id]

  tags = {
    Name        = "tickets-dynamodb"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "tickets_vpc_id" {
  description = "The VPC tickets"
  value       = aws_vpc.tickets.id
}

output "tickets_app_subnet_ids" {
  description = "Subnets of tier app in zones a, c"
  value = {
    a = aws_subnet.tickets_app_a.id
    c = aws_subnet.tickets_app_c.id
  }
}

output "tickets_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, c"
  value = {
    a = aws_subnet.tickets_attachment_a.id
    c = aws_subnet.tickets_attachment_c.id
  }
}
