# corp: VPC shared, eu-west-1. Made by netgen from remote-access.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shared" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "shared"
    Owner = "platform"
  }
}

resource "aws_default_security_group" "shared" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name  = "shared-default"
    Owner = "platform"
  }
}

# --- Tier access: 10.0.4.0/24, no default route ---------------------------------------------------

resource "aws_subnet" "shared_access_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shared-access-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "shared_access_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shared-access-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "shared_access" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name  = "shared-access"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shared_access_pool_corp" {
  route_table_id         = aws_route_table.shared_access.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.core.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shared]
}

resource "aws_route" "shared_access_192_168_0_0_18" {
  route_table_id         = aws_route_table.shared_access.id
  destination_cidr_block = "192.168.0.0/18"
  transit_gateway_id     = aws_ec2_transit_gateway.core.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shared]
}

resource "aws_route_table_association" "shared_access_a" {
  subnet_id      = aws_subnet.shared_access_a.id
  route_table_id = aws_route_table.shared_access.id

  depends_on = [aws_route.shared_access_pool_corp, aws_route.shared_access_192_168_0_0_18]
}

resource "aws_route_table_association" "shared_access_b" {
  subnet_id      = aws_subnet.shared_access_b.id
  route_table_id = aws_route_table.shared_access.id

  depends_on = [aws_route_table_association.shared_access_a]
}

# --- Tier attachment: 10.0.5.0/26, no default route -----------------------------------------------

resource "aws_subnet" "shared_attachment_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.5.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shared-attachment-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "shared_attachment_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.5.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shared-attachment-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "shared_attachment" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name  = "shared-attachment"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shared_attachment_a" {
  subnet_id      = aws_subnet.shared_attachment_a.id
  route_table_id = aws_route_table.shared_attachment.id
}

resource "aws_route_table_association" "shared_attachment_b" {
  subnet_id      = aws_subnet.shared_attachment_b.id
  route_table_id = aws_route_table.shared_attachment.id

  depends_on = [aws_route_table_association.shared_attachment_a]
}

# --- Tier tools: 10.0.0.0/22, no default route ----------------------------------------------------

resource "aws_subnet" "shared_tools_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shared-tools-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "shared_tools_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shared-tools-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "shared_tools" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name  = "shared-tools"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shared_tools_pool_corp" {
  route_table_id         = aws_route_table.shared_tools.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.core.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shared]
}

resource "aws_route" "shared_tools_192_168_0_0_18" {
  route_table_id         = aws_route_table.shared_tools.id
  destination_cidr_block = "192.168.0.0/18"
  transit_gateway_id     = aws_ec2_transit_gateway.core.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shared]
}

resource "aws_route_table_association" "shared_tools_a" {
  subnet_id      = aws_subnet.shared_tools_a.id
  route_table_id = aws_route_table.shared_tools.id

  depends_on = [aws_route.shared_tools_pool_corp, aws_route.shared_tools_192_168_0_0_18]
}

resource "aws_route_table_association" "shared_tools_b" {
  subnet_id      = aws_subnet.shared_tools_b.id
  route_table_id = aws_route_table.shared_tools.id

  depends_on = [aws_route_table_association.shared_tools_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shared" {
  transit_gateway_id                              = aws_ec2_transit_gateway.core.id
  vpc_id                                          = aws_vpc.shared.id
  subnet_ids                                      = [aws_subnet.shared_attachment_a.id, aws_subnet.shared_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "shared"
    Owner = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shared.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_on_prem" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_on_prem.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

# --- Outputs --------------------------------------------------------------------------------------

output "shared_vpc_id" {
  description = "The VPC shared"
  value       = aws_vpc.shared.id
}

output "shared_access_subnet_ids" {
  description = "Subnets of tier access in zones a, b"
  value = {
    a = aws_subnet.shared_access_a.id
    b = aws_subnet.shared_access_b.id
  }
}

output "shared_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.shared_attachment_a.id
    b = aws_subnet.shared_attachment_b.id
  }
}

output "shared_tools_subnet_ids" {
  description = "Subnets of tier tools in zones a, b"
  value = {
    a = aws_subnet.shared_tools_a.id
    b = aws_subnet.shared_tools_b.id
  }
}
