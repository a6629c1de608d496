# lab: VPC alpha, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "alpha" {
  cidr_block                       = "10.200.0.0/20"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name  = "alpha"
    Owner = "network"
  }
}

resource "aws_default_security_group" "alpha" {
  vpc_id = aws_vpc.alpha.id

  tags = {
    Name  = "alpha-default"
    Owner = "network"
  }
}

# --- Tier app: 10.200.0.0/22, default route to the transit gateway --------------------------------

resource "aws_subnet" "alpha_app_a" {
  vpc_id                          = aws_vpc.alpha.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.200.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.alpha.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "alpha-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "alpha_app_b" {
  vpc_id                          = aws_vpc.alpha.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.200.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.alpha.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "alpha-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "alpha_app" {
  vpc_id = aws_vpc.alpha.id

  tags = {
    Name  = "alpha-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "alpha_app_default_ipv6" {
  route_table_id              = aws_route_table.alpha_app.id
  destination_ipv6_cidr_block = "::/0"
  transit_gateway_id          = aws_ec2_transit_gateway.own.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.alpha]
}

resource "aws_route" "alpha_app_pool_estate" {
  route_table_id         = aws_route_table.alpha_app.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = aws_ec2_transit_gateway.own.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.alpha]
}

resource "aws_route_table_association" "alpha_app_a" {
  subnet_id      = aws_subnet.alpha_app_a.id
  route_table_id = aws_route_table.alpha_app.id

  depends_on = [aws_route.alpha_app_default_ipv6, aws_route.alpha_app_pool_estate]
}

resource "aws_route_table_association" "alpha_app_b" {
  subnet_id      = aws_subnet.alpha_app_b.id
  route_table_id = aws_route_table.alpha_app.id

  depends_on = [aws_route_table_association.alpha_app_a]
}

# --- Tier attachment: 10.200.8.0/26, no default route ---------------------------------------------

resource "aws_subnet" "alpha_attachment_a" {
  vpc_id                          = aws_vpc.alpha.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.200.8.0/28"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.alpha.ipv6_cidr_block, 8, 8)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "alpha-attachment-a"
    Owner = "network"
  }
}

resource "aws_subnet" "alpha_attachment_b" {
  vpc_id                          = aws_vpc.alpha.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.200.8.16/28"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.alpha.ipv6_cidr_block, 8, 9)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "alpha-attachment-b"
    Owner = "network"
  }
}

resource "aws_route_table" "alpha_attachment" {
  vpc_id = aws_vpc.alpha.id

  tags = {
    Name  = "alpha-attachment"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "alpha_attachment_a" {
  subnet_id      = aws_subnet.alpha_attachment_a.id
  route_table_id = aws_route_table.alpha_attachment.id
}

resource "aws_route_table_association" "alpha_attachment_b" {
  subnet_id      = aws_subnet.alpha_attachment_b.id
  route_table_id = aws_route_table.alpha_attachment.id

  depends_on = [aws_route_table_association.alpha_attachment_a]
}

# --- Tier data: 10.200.4.0/22, no default route ---------------------------------------------------

resource "aws_subnet" "alpha_data_a" {
  vpc_id                          = aws_vpc.alpha.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.200.4.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.alpha.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "alpha-data-a"
    Owner = "network"
  }
}

resource "aws_subnet" "alpha_data_b" {
  vpc_id                          = aws_vpc.alpha.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.200.5.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.alpha.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "alpha-data-b"
    Owner = "network"
  }
}

resource "aws_route_table" "alpha_data" {
  vpc_id = aws_vpc.alpha.id

  tags = {
    Name  = "alpha-data"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "alpha_data_default_ipv6" {
  route_table_id              = aws_route_table.alpha_data.id
  destination_ipv6_cidr_block = "::/0"
  transit_gateway_id          = aws_ec2_transit_gateway.own.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.alpha]
}

resource "aws_route" "alpha_data_pool_estate" {
  route_table_id         = aws_route_table.alpha_data.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = aws_ec2_transit_gateway.own.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.alpha]
}

resource "aws_route_table_association" "alpha_data_a" {
  subnet_id      = aws_subnet.alpha_data_a.id
  route_table_id = aws_route_table.alpha_data.id

  depends_on = [aws_route.alpha_data_default_ipv6, aws_route.alpha_data_pool_estate]
}

resource "aws_route_table_association" "alpha_data_b" {
  subnet_id      = aws_subnet.alpha_data_b.id
  route_table_id = aws_route_table.alpha_data.id

  depends_on = [aws_route_table_association.alpha_data_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "alpha" {
  transit_gateway_id                              = aws_ec2_transit_gateway.own.id
  vpc_id                                          = aws_vpc.alpha.id
  subnet_ids                                      = [aws_subnet.alpha_attachment_a.id, aws_subnet.alpha_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "disable"
  ipv6_support                                    = "enable"
  security_group_referencing_support              = "disable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "alpha"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "alpha" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own_left.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.alpha.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.alpha.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "alpha_left" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own_left.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.alpha.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "alpha_right" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own_right.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.alpha.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "alpha_s3" {
  vpc_id            = aws_vpc.alpha.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.alpha_app.id]

  tags = {
    Name  = "alpha-s3"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "alpha_dynamodb" {
  vpc_id            = aws_vpc.alpha.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.alpha_app.id]

  tags = {
    Name  = "alpha-dynamodb"
    Owner = "network"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "alpha_vpc_id" {
  description = "The VPC alpha"
  value       = aws_vpc.alpha.id
}

output "alpha_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.alpha_app_a.id
    b = aws_subnet.alpha_app_b.id
  }
}

output "alpha_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.alpha_attachment_a.id
    b = aws_subnet.alpha_attachment_b.id
  }
}

output "alpha_data_subnet_ids" {
  description = "Subnets of tier data in zones a, b"
  value = {
    a = aws_subnet.alpha_data_a.id
    b = aws_subnet.alpha_data_b.id
  }
}
