# shops: VPC catalog, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "catalog" {
  cidr_block           = "10.64.0.0/22"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "catalog"
    Owner = "shops"
  }
}

resource "aws_default_security_group" "catalog" {
  vpc_id = aws_vpc.catalog.id

  tags = {
    Name  = "catalog-default"
    Owner = "shops"
  }
}

# --- Tier app: 10.64.0.0/24, default route to the transit gateway ---------------------------------

resource "aws_subnet" "catalog_app_euw1_az1" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.0.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "catalog-app-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "catalog_app_euw1_az2" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.0.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "catalog-app-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "catalog_app" {
  vpc_id = aws_vpc.catalog.id

  tags = {
    Name  = "catalog-app"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "catalog_app_euw1_az1" {
  subnet_id      = aws_subnet.catalog_app_euw1_az1.id
  route_table_id = aws_route_table.catalog_app.id
}

resource "aws_route_table_association" "catalog_app_euw1_az2" {
  subnet_id      = aws_subnet.catalog_app_euw1_az2.id
  route_table_id = aws_route_table.catalog_app.id

  depends_on = [aws_route_table_association.catalog_app_euw1_az1]
}

# --- Tier attachment: 10.64.1.0/26, no default route ----------------------------------------------

resource "aws_subnet" "catalog_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.1.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "catalog-attachment-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "catalog_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.1.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "catalog-attachment-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "catalog_attachment" {
  vpc_id = aws_vpc.catalog.id

  tags = {
    Name  = "catalog-attachment"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "catalog_attachment_euw1_az1" {
  subnet_id      = aws_subnet.catalog_attachment_euw1_az1.id
  route_table_id = aws_route_table.catalog_attachment.id
}

resource "aws_route_table_association" "catalog_attachment_euw1_az2" {
  subnet_id      = aws_subnet.catalog_attachment_euw1_az2.id
  route_table_id = aws_route_table.catalog_attachment.id

  depends_on = [aws_route_table_association.catalog_attachment_euw1_az1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "catalog" {
  transit_gateway_id = "tgw-0123456789abcdef0"
  vpc_id             = aws_vpc.catalog.id
  subnet_ids = [
    aws_subnet.catalog_attachment_euw1_az1.id,
    aws_subnet.catalog_attachment_euw1_az2.id,
  ]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name  = "catalog"
    Owner = "shops"
  }
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "catalog_s3" {
  vpc_id            = aws_vpc.catalog.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.catalog_app.id]

  tags = {
    Name  = "catalog-s3"
    Owner = "shops"
  }
}

resource "aws_vpc_endpoint" "catalog_dynamodb" {
  vpc_id            = aws_vpc.catalog.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.catalog_app.id]

  tags = {
    Name  = "catalog-dynamodb"
    Owner = "shops"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "catalog_transit_gateway_attachment_id" {
  description = "The attachment of VPC catalog to transit gateway hub, for its owner"
  value       = aws_ec2_transit_gateway_vpc_attachment.catalog.id
}

output "catalog_vpc_id" {
  description = "The VPC catalog"
  value       = aws_vpc.catalog.id
}

output "catalog_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.catalog_app_euw1_az1.id
    euw1-az2 = aws_subnet.catalog_app_euw1_az2.id
  }
}

output "catalog_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.catalog_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.catalog_attachment_euw1_az2.id
  }
}
