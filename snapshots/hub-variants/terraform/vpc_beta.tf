# lab: VPC beta, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "beta" {
  cidr_block                       = "10.201.0.0/20"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name  = "beta"
    Owner = "network"
  }
}

resource "aws_default_security_group" "beta" {
  vpc_id = aws_vpc.beta.id

  tags = {
    Name  = "beta-default"
    Owner = "network"
  }
}

# --- Tier app: 10.201.0.0/22, default route to the transit gateway --------------------------------

resource "aws_subnet" "beta_app_a" {
  vpc_id                          = aws_vpc.beta.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.201.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.beta.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "beta-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "beta_app_b" {
  vpc_id                          = aws_vpc.beta.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.201.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.beta.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "beta-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "beta_app" {
  vpc_id = aws_vpc.beta.id

  tags = {
    Name  = "beta-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "beta_app_default_ipv6" {
  route_table_id              = aws_route_table.beta_app.id
  destination_ipv6_cidr_block = "::/0"
  transit_gateway_id          = aws_ec2_transit_gateway.own.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.beta]
}

resource "aws_route" "beta_app_pool_estate" {
  route_table_id         = aws_route_table.beta_app.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = aws_ec2_transit_gateway.own.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.beta]
}

resource "aws_route_table_association" "beta_app_a" {
  subnet_id      = aws_subnet.beta_app_a.id
  route_table_id = aws_route_table.beta_app.id

  depends_on = [aws_route.beta_app_default_ipv6, aws_route.beta_app_pool_estate]
}

resource "aws_route_table_association" "beta_app_b" {
  subnet_id      = aws_subnet.beta_app_b.id
  route_table_id = aws_route_table.beta_app.id

  depends_on = [aws_route_table_association.beta_app_a]
}

# --- Tier attachment: 10.201.4.0/26, no default route ---------------------------------------------

resource "aws_subnet" "beta_attachment_a" {
  vpc_id                          = aws_vpc.beta.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.201.4.0/28"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.beta.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "beta-attachment-a"
    Owner = "network"
  }
}

resource "aws_subnet" "beta_attachment_b" {
  vpc_id                          = aws_vpc.beta.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.201.4.16/28"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.beta.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "beta-attachment-b"
    Owner = "network"
  }
}

resource "aws_route_table" "beta_attachment" {
  vpc_id = aws_vpc.beta.id

  tags = {
    Name  = "beta-attachment"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "beta_attachment_a" {
  subnet_id      = aws_subnet.beta_attachment_a.id
  route_table_id = aws_route_table.beta_attachment.id
}

resource "aws_route_table_association" "beta_attachment_b" {
  subnet_id      = aws_subnet.beta_attachment_b.id
  route_table_id = aws_route_table.beta_attachment.id

  depends_on = [aws_route_table_association.beta_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "beta" {
  transit_gateway_id                              = aws_ec2_transit_gateway.own.id
  vpc_id                                          = aws_vpc.beta.id
  subnet_ids                                      = [aws_subnet.beta_attachment_a.id, aws_subnet.beta_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "disable"
  ipv6_support                                    = "enable"
  security_group_referencing_support              = "disable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "beta"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "beta" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own_right.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.beta.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.beta.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "beta_left" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own_left.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.beta.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "beta_right" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own_right.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.beta.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "beta_s3" {
  vpc_id            = aws_vpc.beta.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.beta_app.id]

  tags = {
    Name  = "beta-s3"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "beta_dynamodb" {
  vpc_id            = aws_vpc.beta.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.beta_app.id]

  tags = {
    Name  = "beta-dynamodb"
    Owner = "network"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "beta_vpc_id" {
  description = "The VPC beta"
  value       = aws_vpc.beta.id
}

output "beta_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.beta_app_a.id
    b = aws_subnet.beta_app_b.id
  }
}

output "beta_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.beta_attachment_a.id
    b = aws_subnet.beta_attachment_b.id
  }
}
