# sd-wan: VPC app, eu-west-1. Made by netgen from site-connect.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "app" {
  cidr_block           = "10.1.0.0/16"
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

# --- Tier private: 10.1.0.0/22, default route to the transit gateway ------------------------------

resource "aws_subnet" "app_private_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.1.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-a"
  }
}

resource "aws_subnet" "app_private_b" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.1.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-private-b"
  }
}

resource "aws_route_table" "app_private" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_private_192_168_0_0_16" {
  route_table_id         = aws_route_table.app_private.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.app]
}

resource "aws_route_table_association" "app_private_a" {
  subnet_id      = aws_subnet.app_private_a.id
  route_table_id = aws_route_table.app_private.id

  depends_on = [aws_route.app_private_192_168_0_0_16]
}

resource "aws_route_table_association" "app_private_b" {
  subnet_id      = aws_subnet.app_private_b.id
  route_table_id = aws_route_table.app_private.id

  depends_on = [aws_route_table_association.app_private_a]
}

# --- Tier attachment: 10.1.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "app_attachment_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.1.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "app-attachment-a"
  }
}

resource "aws_subnet" "app_attachment_b" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.1.4.16/28"
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
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.app.id
  subnet_ids                                      = [aws_subnet.app_attachment_a.id, aws_subnet.app_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "app"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "app" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.app.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.app.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "app_branches" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_branches.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.app.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "app_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.app.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "app_s3" {
  vpc_id            = aws_vpc.app.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.app_private.id]

  tags = {
    Name = "app-s3"
  }
}

resource "aws_vpc_endpoint" "app_dynamodb" {
  vpc_id            = aws_vpc.app.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.app_private.id]

  tags = {
    Name = "app-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "app_vpc_id" {
  description = "The VPC app"
  value       = aws_vpc.app.id
}

output "app_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.app_attachment_a.id
    b = aws_subnet.app_attachment_b.id
  }
}

output "app_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.app_private_a.id
    b = aws_subnet.app_private_b.id
  }
}
