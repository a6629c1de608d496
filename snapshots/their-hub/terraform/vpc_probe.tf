# shops: VPC probe, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "probe" {
  cidr_block           = "10.64.14.0/23"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "probe"
    Owner = "shops"
  }
}

resource "aws_default_security_group" "probe" {
  vpc_id = aws_vpc.probe.id

  tags = {
    Name  = "probe-default"
    Owner = "shops"
  }
}

# --- Tier app: 10.64.14.0/24, default route to the transit gateway --------------------------------

resource "aws_subnet" "probe_app_euw1_az1" {
  vpc_id                  = aws_vpc.probe.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.14.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "probe-app-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "probe_app_euw1_az2" {
  vpc_id                  = aws_vpc.probe.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.14.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "probe-app-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "probe_app" {
  vpc_id = aws_vpc.probe.id

  tags = {
    Name  = "probe-app"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "probe_app_euw1_az1" {
  subnet_id      = aws_subnet.probe_app_euw1_az1.id
  route_table_id = aws_route_table.probe_app.id
}

resource "aws_route_table_association" "probe_app_euw1_az2" {
  subnet_id      = aws_subnet.probe_app_euw1_az2.id
  route_table_id = aws_route_table.probe_app.id

  depends_on = [aws_route_table_association.probe_app_euw1_az1]
}

# --- Tier attachment: 10.64.15.0/26, no default route ---------------------------------------------

resource "aws_subnet" "probe_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.probe.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.15.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "probe-attachment-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "probe_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.probe.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.15.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "probe-attachment-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "probe_attachment" {
  vpc_id = aws_vpc.probe.id

  tags = {
    Name  = "probe-attachment"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "probe_attachment_euw1_az1" {
  subnet_id      = aws_subnet.probe_attachment_euw1_az1.id
  route_table_id = aws_route_table.probe_attachment.id
}

resource "aws_route_table_association" "probe_attachment_euw1_az2" {
  subnet_id      = aws_subnet.probe_attachment_euw1_az2.id
  route_table_id = aws_route_table.probe_attachment.id

  depends_on = [aws_route_table_association.probe_attachment_euw1_az1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "probe" {
  transit_gateway_id                 = "tgw-0aaaaaaaaaaaaaaa0"
  vpc_id                             = aws_vpc.probe.id
  subnet_ids                         = [aws_subnet.probe_attachment_euw1_az1.id, aws_subnet.probe_attachment_euw1_az2.id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name  = "probe"
    Owner = "shops"
  }
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "probe_s3" {
  vpc_id            = aws_vpc.probe.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.probe_app.id]

  tags = {
    Name  = "probe-s3"
    Owner = "shops"
  }
}

resource "aws_vpc_endpoint" "probe_dynamodb" {
  vpc_id            = aws_vpc.probe.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.probe_app.id]

  tags = {
    Name  = "probe-dynamodb"
    Owner = "shops"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "probe_transit_gateway_attachment_id" {
  description = "The attachment of VPC probe to transit gateway lab, for its owner"
  value       = aws_ec2_transit_gateway_vpc_attachment.probe.id
}

output "probe_vpc_id" {
  description = "The VPC probe"
  value       = aws_vpc.probe.id
}

output "probe_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.probe_app_euw1_az1.id
    euw1-az2 = aws_subnet.probe_app_euw1_az2.id
  }
}

output "probe_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.probe_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.probe_attachment_euw1_az2.id
  }
}
