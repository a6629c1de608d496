# nest: VPC two, eu-west-1. Made by netgen from nested.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "two" {
  cidr_block           = "10.8.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "two"
  }
}

resource "aws_default_security_group" "two" {
  vpc_id = aws_vpc.two.id

  tags = {
    Name = "two-default"
  }
}

# --- Tier app: 10.8.16.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "two_app_zone1" {
  vpc_id                  = aws_vpc.two.id
  availability_zone       = var.zone1
  cidr_block              = "10.8.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "two-app-zone1"
  }
}

resource "aws_subnet" "two_app_zone2" {
  vpc_id                  = aws_vpc.two.id
  availability_zone       = var.zone2
  cidr_block              = "10.8.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "two-app-zone2"
  }
}

resource "aws_route_table" "two_app" {
  vpc_id = aws_vpc.two.id

  tags = {
    Name = "two-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "two_app_pool_all" {
  route_table_id         = aws_route_table.two_app.id
  destination_cidr_block = "10.8.0.0/13"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.two]
}

resource "aws_route_table_association" "two_app_zone1" {
  subnet_id      = aws_subnet.two_app_zone1.id
  route_table_id = aws_route_table.two_app.id

  depends_on = [aws_route.two_app_pool_all]
}

resource "aws_route_table_association" "two_app_zone2" {
  subnet_id      = aws_subnet.two_app_zone2.id
  route_table_id = aws_route_table.two_app.id

  depends_on = [aws_route_table_association.two_app_zone1]
}

# --- Tier attachment: 10.8.20.0/26, no default route ----------------------------------------------

resource "aws_subnet" "two_attachment_zone1" {
  vpc_id                  = aws_vpc.two.id
  availability_zone       = var.zone1
  cidr_block              = "10.8.20.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "two-attachment-zone1"
  }
}

resource "aws_subnet" "two_attachment_zone2" {
  vpc_id                  = aws_vpc.two.id
  availability_zone       = var.zone2
  cidr_block              = "10.8.20.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "two-attachment-zone2"
  }
}

resource "aws_route_table" "two_attachment" {
  vpc_id = aws_vpc.two.id

  tags = {
    Name = "two-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "two_attachment_zone1" {
  subnet_id      = aws_subnet.two_attachment_zone1.id
  route_table_id = aws_route_table.two_attachment.id
}

resource "aws_route_table_association" "two_attachment_zone2" {
  subnet_id      = aws_subnet.two_attachment_zone2.id
  route_table_id = aws_route_table.two_attachment.id

  depends_on = [aws_route_table_association.two_attachment_zone1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "two" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.two.id
  subnet_ids                                      = [aws_subnet.two_attachment_zone1.id, aws_subnet.two_attachment_zone2.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "two"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "two" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_right.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.two.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.two.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "two_left" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_left.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.two.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "two_right" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_right.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.two.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "two_s3" {
  vpc_id            = aws_vpc.two.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.two_app.id]

  tags = {
    Name = "two-s3"
  }
}

resource "aws_vpc_endpoint" "two_dynamodb" {
  vpc_id            = aws_vpc.two.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.two_app.id]

  tags = {
    Name = "two-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "two_vpc_id" {
  description = "The VPC two"
  value       = aws_vpc.two.id
}

output "two_app_subnet_ids" {
  description = "Subnets of tier app in zones zone1, zone2"
  value = {
    zone1 = aws_subnet.two_app_zone1.id
    zone2 = aws_subnet.two_app_zone2.id
  }
}

output "two_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones zone1, zone2"
  value = {
    zone1 = aws_subnet.two_attachment_zone1.id
    zone2 = aws_subnet.two_attachment_zone2.id
  }
}
