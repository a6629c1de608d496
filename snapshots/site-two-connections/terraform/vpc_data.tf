# resilient: VPC data, us-east-1. Made by netgen from site-two-connections.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "data" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "data"
  }
}

resource "aws_default_security_group" "data" {
  vpc_id = aws_vpc.data.id

  tags = {
    Name = "data-default"
  }
}

# --- Tier private: 10.1.0.0/20, default route to the transit gateway ------------------------------

resource "aws_subnet" "data_private_a" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.1.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-private-a"
  }
}

resource "aws_subnet" "data_private_b" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.1.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-private-b"
  }
}

resource "aws_subnet" "data_private_c" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.1.8.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-private-c"
  }
}

resource "aws_route_table" "data_private" {
  vpc_id = aws_vpc.data.id

  tags = {
    Name = "data-private"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "data_private_vpc_app_10_0_0_0_16" {
  route_table_id         = aws_route_table.data_private.id
  destination_cidr_block = "10.0.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.data]
}

resource "aws_route" "data_private_172_20_0_0_16" {
  route_table_id         = aws_route_table.data_private.id
  destination_cidr_block = "172.20.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.data]
}

resource "aws_route" "data_private_192_168_0_0_16" {
  route_table_id         = aws_route_table.data_private.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.data]
}

resource "aws_route_table_association" "data_private_a" {
  subnet_id      = aws_subnet.data_private_a.id
  route_table_id = aws_route_table.data_private.id

  depends_on = [
    aws_route.data_private_vpc_app_10_0_0_0_16,
    aws_route.data_private_172_20_0_0_16,
    aws_route.data_private_192_168_0_0_16,
  ]
}

resource "aws_route_table_association" "data_private_b" {
  subnet_id      = aws_subnet.data_private_b.id
  route_table_id = aws_route_table.data_private.id

  depends_on = [aws_route_table_association.data_private_a]
}

resource "aws_route_table_association" "data_private_c" {
  subnet_id      = aws_subnet.data_private_c.id
  route_table_id = aws_route_table.data_private.id

  depends_on = [aws_route_table_association.data_private_a]
}

# --- Tier attachment: 10.1.16.0/26, no default route ----------------------------------------------

resource "aws_subnet" "data_attachment_a" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.1.16.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-attachment-a"
  }
}

resource "aws_subnet" "data_attachment_b" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.1.16.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-attachment-b"
  }
}

resource "aws_subnet" "data_attachment_c" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.1.16.32/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-attachment-c"
  }
}

resource "aws_route_table" "data_attachment" {
  vpc_id = aws_vpc.data.id

  tags = {
    Name = "data-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "data_attachment_a" {
  subnet_id      = aws_subnet.data_attachment_a.id
  route_table_id = aws_route_table.data_attachment.id
}

resource "aws_route_table_association" "data_attachment_b" {
  subnet_id      = aws_subnet.data_attachment_b.id
  route_table_id = aws_route_table.data_attachment.id

  depends_on = [aws_route_table_association.data_attachment_a]
}

resource "aws_route_table_association" "data_attachment_c" {
  subnet_id      = aws_subnet.data_attachment_c.id
  route_table_id = aws_route_table.data_attachment.id

  depends_on = [aws_route_table_association.data_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "data" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.data.id
  subnet_ids = [
    aws_subnet.data_attachment_a.id,
    aws_subnet.data_attachment_b.id,
    aws_subnet.data_attachment_c.id,
  ]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "data"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "data" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.data.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.data.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "data_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.data.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "data_on_prem" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.data.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "data_s3" {
  vpc_id            = aws_vpc.data.id
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.data_private.id]

  tags = {
    Name = "data-s3"
  }
}

resource "aws_vpc_endpoint" "data_dynamodb" {
  vpc_id            = aws_vpc.data.id
  service_name      = "com.amazonaws.us-east-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.data_private.id]

  tags = {
    Name = "data-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "data_vpc_id" {
  description = "The VPC data"
  value       = aws_vpc.data.id
}

output "data_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b, c"
  value = {
    a = aws_subnet.data_attachment_a.id
    b = aws_subnet.data_attachment_b.id
    c = aws_subnet.data_attachment_c.id
  }
}

output "data_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b, c"
  value = {
    a = aws_subnet.data_private_a.id
    b = aws_subnet.data_private_b.id
    c = aws_subnet.data_private_c.id
  }
}
