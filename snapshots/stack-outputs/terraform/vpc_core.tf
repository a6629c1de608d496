# outputs: VPC core, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "core" {
  cidr_block                       = "10.0.0.0/20"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name = "core"
  }
}

resource "aws_default_security_group" "core" {
  vpc_id = aws_vpc.core.id

  tags = {
    Name = "core-default"
  }
}

# --- Tier app: 10.0.0.0/22, default route to the transit gateway ----------------------------------

resource "aws_subnet" "core_app_euw1_az1" {
  vpc_id                          = aws_vpc.core.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.0.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.core.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "core-app-euw1-az1"
  }
}

resource "aws_subnet" "core_app_euw1_az2" {
  vpc_id                          = aws_vpc.core.id
  availability_zone_id            = "euw1-az2"
  cidr_block                      = "10.0.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.core.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "core-app-euw1-az2"
  }
}

resource "aws_route_table" "core_app" {
  vpc_id = aws_vpc.core.id

  tags = {
    Name = "core-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "core_app_vpc_shop_10_1_0_0_20" {
  route_table_id         = aws_route_table.core_app.id
  destination_cidr_block = "10.1.0.0/20"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.core]
}

resource "aws_route" "core_app_vpc_lake_10_2_0_0_20" {
  route_table_id         = aws_route_table.core_app.id
  destination_cidr_block = "10.2.0.0/20"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.core]
}

resource "aws_route_table_association" "core_app_euw1_az1" {
  subnet_id      = aws_subnet.core_app_euw1_az1.id
  route_table_id = aws_route_table.core_app.id

  depends_on = [aws_route.core_app_vpc_shop_10_1_0_0_20, aws_route.core_app_vpc_lake_10_2_0_0_20]
}

resource "aws_route_table_association" "core_app_euw1_az2" {
  subnet_id      = aws_subnet.core_app_euw1_az2.id
  route_table_id = aws_route_table.core_app.id

  depends_on = [aws_route_table_association.core_app_euw1_az1]
}

# --- Tier attachment: 10.0.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "core_attachment_euw1_az1" {
  vpc_id                          = aws_vpc.core.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.0.4.0/28"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.core.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "core-attachment-euw1-az1"
  }
}

resource "aws_subnet" "core_attachment_euw1_az2" {
  vpc_id                          = aws_vpc.core.id
  availability_zone_id            = "euw1-az2"
  cidr_block                      = "10.0.4.16/28"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.core.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "core-attachment-euw1-az2"
  }
}

resource "aws_route_table" "core_attachment" {
  vpc_id = aws_vpc.core.id

  tags = {
    Name = "core-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "core_attachment_euw1_az1" {
  subnet_id      = aws_subnet.core_attachment_euw1_az1.id
  route_table_id = aws_route_table.core_attachment.id
}

resource "aws_route_table_association" "core_attachment_euw1_az2" {
  subnet_id      = aws_subnet.core_attachment_euw1_az2.id
  route_table_id = aws_route_table.core_attachment.id

  depends_on = [aws_route_table_association.core_attachment_euw1_az1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "core" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.core.id
  subnet_ids                                      = [aws_subnet.core_attachment_euw1_az1.id, aws_subnet.core_attachment_euw1_az2.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "core"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.core.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.core.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "core_data" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_data.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.core.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "core_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.core.id
}

# --- Outputs --------------------------------------------------------------------------------------

output "core_vpc_id" {
  description = "The VPC core"
  value       = aws_vpc.core.id
}

output "core_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.core_app_euw1_az1.id
    euw1-az2 = aws_subnet.core_app_euw1_az2.id
  }
}

output "core_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.core_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.core_attachment_euw1_az2.id
  }
}
