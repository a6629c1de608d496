# adopted: VPC tools, eu-west-1. Made by netgen from site-transit-gateway.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "tools" {
  cidr_block           = "10.80.64.0/18"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "tools"
  }
}

resource "aws_default_security_group" "tools" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name = "tools-default"
  }
}

# --- Tier private: 10.80.64.0/20, default route to the transit gateway ----------------------------

resource "aws_subnet" "tools_private_a" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.80.64.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "tools-private-a"
  }
}

resource "aws_subnet" "tools_private_b" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.80.68.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "tools-private-b"
  }
}

resource "aws_route_table" "tools_private" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name = "tools-private"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "tools_private_pool_production" {
  route_table_id         = aws_route_table.tools_private.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.tools]
}

resource "aws_route" "tools_private_pool_shared" {
  route_table_id         = aws_route_table.tools_private.id
  destination_cidr_block = "10.80.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.tools]
}

resource "aws_route" "tools_private_10_95_0_0_16" {
  route_table_id         = aws_route_table.tools_private.id
  destination_cidr_block = "10.95.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.tools]
}

resource "aws_route" "tools_private_172_20_0_0_16" {
  route_table_id         = aws_route_table.tools_private.id
  destination_cidr_block = "172.20.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.tools]
}

resource "aws_route_table_association" "tools_private_a" {
  subnet_id      = aws_subnet.tools_private_a.id
  route_table_id = aws_route_table.tools_private.id

  depends_on = [
    aws_route.tools_private_pool_production,
    aws_route.tools_private_pool_shared,
    aws_route.tools_private_10_95_0_0_16,
    aws_route.tools_private_172_20_0_0_16,
  ]
}

resource "aws_route_table_association" "tools_private_b" {
  subnet_id      = aws_subnet.tools_private_b.id
  route_table_id = aws_route_table.tools_private.id

  depends_on = [aws_route_table_association.tools_private_a]
}

# --- Tier attachment: 10.80.80.0/26, no default route ---------------------------------------------

resource "aws_subnet" "tools_attachment_a" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.80.80.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "tools-attachment-a"
  }
}

resource "aws_subnet" "tools_attachment_b" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.80.80.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "tools-attachment-b"
  }
}

resource "aws_route_table" "tools_attachment" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name = "tools-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tools_attachment_a" {
  subnet_id      = aws_subnet.tools_attachment_a.id
  route_table_id = aws_route_table.tools_attachment.id
}

resource "aws_route_table_association" "tools_attachment_b" {
  subnet_id      = aws_subnet.tools_attachment_b.id
  route_table_id = aws_route_table.tools_attachment.id

  depends_on = [aws_route_table_association.tools_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "tools" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.tools.id
  subnet_ids                                      = [aws_subnet.tools_attachment_a.id, aws_subnet.tools_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "tools"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "tools" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tools.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.tools.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tools_on_prem" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tools.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tools_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tools.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tools_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tools.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "tools_s3" {
  vpc_id            = aws_vpc.tools.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tools_private.id]

  tags = {
    Name = "tools-s3"
  }
}

resource "aws_vpc_endpoint" "tools_dynamodb" {
  vpc_id            = aws_vpc.tools.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tools_private.id]

  tags = {
    Name = "tools-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "tools_vpc_id" {
  description = "The VPC tools"
  value       = aws_vpc.tools.id
}

output "tools_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.tools_attachment_a.id
    b = aws_subnet.tools_attachment_b.id
  }
}

output "tools_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.tools_private_a.id
    b = aws_subnet.tools_private_b.id
  }
}
