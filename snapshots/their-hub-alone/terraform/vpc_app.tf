# app: VPC app, eu-central-1. Made by netgen from their-hub-alone.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "app" {
  cidr_block           = "10.64.0.0/22"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "app"
  }
}

resource "aws_default_security_group" "app" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-default"
  }
}

# --- Tier app: 10.64.0.0/24, default route to the transit gateway ---------------------------------

resource "aws_subnet" "app_app_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.64.0.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-app-a"
  }
}

resource "aws_subnet" "app_app_b" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.64.0.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-app-b"
  }
}

resource "aws_route_table" "app_app" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "app_app_a" {
  subnet_id      = aws_subnet.app_app_a.id
  route_table_id = aws_route_table.app_app.id
}

resource "aws_route_table_association" "app_app_b" {
  subnet_id      = aws_subnet.app_app_b.id
  route_table_id = aws_route_table.app_app.id

  depends_on = [aws_route_table_association.app_app_a]
}

# --- Tier attachment: 10.64.1.0/26, no default route ----------------------------------------------

resource "aws_subnet" "app_attachment_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.64.1.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-attachment-a"
  }
}

resource "aws_subnet" "app_attachment_b" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.64.1.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-attachment-b"
  }
}

resource "aws_route_table" "app_attachment" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "app_attachment_a" {
  subnet_id      = aws_subnet.app_attachment_a.id
  route_table_id = aws_route_table.app_attachment.id
}

resource "aws_route_table_association" "app_attachment_b" {
  subnet_id      = aws_subnet.app_attachment_b.id
  route_table_id = aws_route_table.app_attachment.id

  depends_on = [aws_route_table_association.app_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "app" {
  transit_gateway_id                 = "tgw-0123456789abcdef0"
  vpc_id                             = aws_vpc.app.id
  subnet_ids                         = [aws_subnet.app_attachment_a.id, aws_subnet.app_attachment_b.id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "app"
  }
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "app_s3" {
  vpc_id            = aws_vpc.app.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.app_app.id]

  tags = {
    Name = "app-s3"
  }
}

resource "aws_vpc_endpoint" "app_dynamodb" {
  vpc_id            = aws_vpc.app.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.app_app.id]

  tags = {
    Name = "app-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "app_transit_gateway_attachment_id" {
  description = "The attachment of VPC app to transit gateway hub, for its owner"
  value       = aws_ec2_transit_gateway_vpc_attachment.app.id
}

output "app_vpc_id" {
  description = "The VPC app"
  value       = aws_vpc.app.id
}

output "app_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.app_app_a.id
    b = aws_subnet.app_app_b.id
  }
}

output "app_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.app_attachment_a.id
    b = aws_subnet.app_attachment_b.id
  }
}
