# sd-wan: VPC sdwan, eu-west-1. Made by netgen from site-connect.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "sdwan" {
  cidr_block           = "10.9.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "sdwan"
  }
}

resource "aws_default_security_group" "sdwan" {
  vpc_id = aws_vpc.sdwan.id

  tags = {
    Name = "sdwan-default"
  }
}

# --- Tier inside: 10.9.0.0/22, default route to the transit gateway -------------------------------

resource "aws_subnet" "sdwan_inside_a" {
  vpc_id                  = aws_vpc.sdwan.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.9.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "sdwan-inside-a"
  }
}

resource "aws_subnet" "sdwan_inside_b" {
  vpc_id                  = aws_vpc.sdwan.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.9.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "sdwan-inside-b"
  }
}

resource "aws_route_table" "sdwan_inside" {
  vpc_id = aws_vpc.sdwan.id

  tags = {
    Name = "sdwan-inside"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "sdwan_inside_10_255_0_0_24" {
  route_table_id         = aws_route_table.sdwan_inside.id
  destination_cidr_block = "10.255.0.0/24"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.sdwan]
}

resource "aws_route_table_association" "sdwan_inside_a" {
  subnet_id      = aws_subnet.sdwan_inside_a.id
  route_table_id = aws_route_table.sdwan_inside.id

  depends_on = [aws_route.sdwan_inside_10_255_0_0_24]
}

resource "aws_route_table_association" "sdwan_inside_b" {
  subnet_id      = aws_subnet.sdwan_inside_b.id
  route_table_id = aws_route_table.sdwan_inside.id

  depends_on = [aws_route_table_association.sdwan_inside_a]
}

# --- Tier attachment: 10.9.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "sdwan_attachment_a" {
  vpc_id                  = aws_vpc.sdwan.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.9.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "sdwan-attachment-a"
  }
}

resource "aws_subnet" "sdwan_attachment_b" {
  vpc_id                  = aws_vpc.sdwan.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.9.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "sdwan-attachment-b"
  }
}

resource "aws_route_table" "sdwan_attachment" {
  vpc_id = aws_vpc.sdwan.id

  tags = {
    Name = "sdwan-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "sdwan_attachment_a" {
  subnet_id      = aws_subnet.sdwan_attachment_a.id
  route_table_id = aws_route_table.sdwan_attachment.id
}

resource "aws_route_table_association" "sdwan_attachment_b" {
  subnet_id      = aws_subnet.sdwan_attachment_b.id
  route_table_id = aws_route_table.sdwan_attachment.id

  depends_on = [aws_route_table_association.sdwan_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "sdwan" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.sdwan.id
  subnet_ids                                      = [aws_subnet.sdwan_attachment_a.id, aws_subnet.sdwan_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "sdwan"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "sdwan" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_appliances.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.sdwan.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.sdwan.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "sdwan_appliances" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_appliances.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.sdwan.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "sdwan_s3" {
  vpc_id            = aws_vpc.sdwan.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.sdwan_inside.id]

  tags = {
    Name = "sdwan-s3"
  }
}

resource "aws_vpc_endpoint" "sdwan_dynamodb" {
  vpc_id            = aws_vpc.sdwan.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.sdwan_inside.id]

  tags = {
    Name = "sdwan-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "sdwan_vpc_id" {
  description = "The VPC sdwan"
  value       = aws_vpc.sdwan.id
}

output "sdwan_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.sdwan_attachment_a.id
    b = aws_subnet.sdwan_attachment_b.id
  }
}

output "sdwan_inside_subnet_ids" {
  description = "Subnets of tier inside in zones a, b"
  value = {
    a = aws_subnet.sdwan_inside_a.id
    b = aws_subnet.sdwan_inside_b.id
  }
}
