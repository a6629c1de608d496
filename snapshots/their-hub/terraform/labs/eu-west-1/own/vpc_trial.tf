# shops: VPC trial, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "trial" {
  cidr_block           = "10.64.8.0/22"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "trial"
    Owner = "shops"
  }
}

resource "aws_default_security_group" "trial" {
  vpc_id = aws_vpc.trial.id

  tags = {
    Name  = "trial-default"
    Owner = "shops"
  }
}

# --- Tier app: 10.64.8.0/24, default route to the transit gateway ---------------------------------

resource "aws_subnet" "trial_app_euw1_az1" {
  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.8.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "trial-app-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "trial_app_euw1_az2" {
  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.8.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "trial-app-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "trial_app" {
  vpc_id = aws_vpc.trial.id

  tags = {
    Name  = "trial-app"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "trial_app_euw1_az1" {
  subnet_id      = aws_subnet.trial_app_euw1_az1.id
  route_table_id = aws_route_table.trial_app.id
}

resource "aws_route_table_association" "trial_app_euw1_az2" {
  subnet_id      = aws_subnet.trial_app_euw1_az2.id
  route_table_id = aws_route_table.trial_app.id

  depends_on = [aws_route_table_association.trial_app_euw1_az1]
}

# --- Tier attachment: 10.64.9.0/26, no default route ----------------------------------------------

resource "aws_subnet" "trial_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.9.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "trial-attachment-euw1-az1"
    Owner = "shops"
  }
}

resource "aws_subnet" "trial_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.9.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "trial-attachment-euw1-az2"
    Owner = "shops"
  }
}

resource "aws_route_table" "trial_attachment" {
  vpc_id = aws_vpc.trial.id

  tags = {
    Name  = "trial-attachment"
    Owner = "shops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "trial_attachment_euw1_az1" {
  subnet_id      = aws_subnet.trial_attachment_euw1_az1.id
  route_table_id = aws_route_table.trial_attachment.id
}

resource "aws_route_table_association" "trial_attachment_euw1_az2" {
  subnet_id      = aws_subnet.trial_attachment_euw1_az2.id
  route_table_id = aws_route_table.trial_attachment.id

  depends_on = [aws_route_table_association.trial_attachment_euw1_az1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "trial" {
  transit_gateway_id                 = "tgw-0123456789abcdef0"
  vpc_id                             = aws_vpc.trial.id
  subnet_ids                         = [aws_subnet.trial_attachment_euw1_az1.id, aws_subnet.trial_attachment_euw1_az2.id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name  = "trial"
    Owner = "shops"
  }
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "trial_s3" {
  vpc_id            = aws_vpc.trial.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.trial_app.id]

  tags = {
    Name  = "trial-s3"
    Owner = "shops"
  }
}

resource "aws_vpc_endpoint" "trial_dynamodb" {
  vpc_id            = aws_vpc.trial.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.trial_app.id]

  tags = {
    Name  = "trial-dynamodb"
    Owner = "shops"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "trial_transit_gateway_attachment_id" {
  description = "The attachment of VPC trial to transit gateway hub, for its owner"
  value       = aws_ec2_transit_gateway_vpc_attachment.trial.id
}

output "trial_vpc_id" {
  description = "The VPC trial"
  value       = aws_vpc.trial.id
}

output "trial_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.trial_app_euw1_az1.id
    euw1-az2 = aws_subnet.trial_app_euw1_az2.id
  }
}

output "trial_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.trial_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.trial_attachment_euw1_az2.id
  }
}
