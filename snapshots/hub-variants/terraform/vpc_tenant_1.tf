# lab: VPC tenant-1, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "tenant_1" {
  cidr_block           = "10.16.0.0/22"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "tenant-1"
    Owner = "network"
  }
}

resource "aws_default_security_group" "tenant_1" {
  vpc_id = aws_vpc.tenant_1.id

  tags = {
    Name  = "tenant-1-default"
    Owner = "network"
  }
}

# --- Tier app: 10.16.0.0/23, default route to the transit gateway ---------------------------------

resource "aws_subnet" "tenant_1_app_a" {
  vpc_id                  = aws_vpc.tenant_1.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.16.0.0/25"
  map_public_ip_on_launch = false

  tags = {
    Name  = "tenant-1-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "tenant_1_app_b" {
  vpc_id                  = aws_vpc.tenant_1.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.16.0.128/25"
  map_public_ip_on_launch = false

  tags = {
    Name  = "tenant-1-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "tenant_1_app" {
  vpc_id = aws_vpc.tenant_1.id

  tags = {
    Name  = "tenant-1-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "tenant_1_app_default" {
  route_table_id         = aws_route_table.tenant_1_app.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.tenant_1]
}

resource "aws_route_table_association" "tenant_1_app_a" {
  subnet_id      = aws_subnet.tenant_1_app_a.id
  route_table_id = aws_route_table.tenant_1_app.id

  depends_on = [aws_route.tenant_1_app_default]
}

resource "aws_route_table_association" "tenant_1_app_b" {
  subnet_id      = aws_subnet.tenant_1_app_b.id
  route_table_id = aws_route_table.tenant_1_app.id

  depends_on = [aws_route_table_association.tenant_1_app_a]
}

# --- Tier attachment: 10.16.2.0/26, no default route ----------------------------------------------

resource "aws_subnet" "tenant_1_attachment_a" {
  vpc_id                  = aws_vpc.tenant_1.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.16.2.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "tenant-1-attachment-a"
    Owner = "network"
  }
}

resource "aws_subnet" "tenant_1_attachment_b" {
  vpc_id                  = aws_vpc.tenant_1.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.16.2.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "tenant-1-attachment-b"
    Owner = "network"
  }
}

resource "aws_route_table" "tenant_1_attachment" {
  vpc_id = aws_vpc.tenant_1.id

  tags = {
    Name  = "tenant-1-attachment"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tenant_1_attachment_a" {
  subnet_id      = aws_subnet.tenant_1_attachment_a.id
  route_table_id = aws_route_table.tenant_1_attachment.id
}

resource "aws_route_table_association" "tenant_1_attachment_b" {
  subnet_id      = aws_subnet.tenant_1_attachment_b.id
  route_table_id = aws_route_table.tenant_1_attachment.id

  depends_on = [aws_route_table_association.tenant_1_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "tenant_1" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.tenant_1.id
  subnet_ids                                      = [aws_subnet.tenant_1_attachment_a.id, aws_subnet.tenant_1_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "tenant-1"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "tenant_1" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tenant_1.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.tenant_1.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tenant_1_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tenant_1.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "tenant_1_s3" {
  vpc_id            = aws_vpc.tenant_1.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tenant_1_app.id]

  tags = {
    Name  = "tenant-1-s3"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "tenant_1_dynamodb" {
  vpc_id            = aws_vpc.tenant_1.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tenant_1_app.id]

  tags = {
    Name  = "tenant-1-dynamodb"
    Owner = "network"
  }
}

# --- Names from VPC names -------------------------------------------------------------------------

resource "aws_route53profiles_association" "tenant_1" {
  name        = "lab-tenant-1"
  profile_id  = aws_route53profiles_profile.names.id
  resource_id = aws_vpc.tenant_1.id

  tags = {
    Name  = "tenant-1-names"
    Owner = "network"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "tenant_1_vpc_id" {
  description = "The VPC tenant-1"
  value       = aws_vpc.tenant_1.id
}

output "tenant_1_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.tenant_1_app_a.id
    b = aws_subnet.tenant_1_app_b.id
  }
}

output "tenant_1_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.tenant_1_attachment_a.id
    b = aws_subnet.tenant_1_attachment_b.id
  }
}
