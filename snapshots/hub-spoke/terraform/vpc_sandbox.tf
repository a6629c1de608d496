# corp: VPC sandbox, us-east-1. Made by netgen from hub-spoke.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "sandbox" {
  cidr_block           = "10.48.0.0/18"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "sandbox"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "sandbox" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name        = "sandbox-default"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

# --- Tier private: 10.48.0.0/20, default route to the transit gateway -----------------------------

resource "aws_subnet" "sandbox_private_a" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.48.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-private-a"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_subnet" "sandbox_private_b" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.48.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-private-b"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_subnet" "sandbox_private_c" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.48.8.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-private-c"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_route_table" "sandbox_private" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name        = "sandbox-private"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "sandbox_private_default" {
  route_table_id         = aws_route_table.sandbox_private.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.sandbox]
}

resource "aws_route_table_association" "sandbox_private_a" {
  subnet_id      = aws_subnet.sandbox_private_a.id
  route_table_id = aws_route_table.sandbox_private.id

  depends_on = [aws_route.sandbox_private_default]
}

resource "aws_route_table_association" "sandbox_private_b" {
  subnet_id      = aws_subnet.sandbox_private_b.id
  route_table_id = aws_route_table.sandbox_private.id

  depends_on = [aws_route_table_association.sandbox_private_a]
}

resource "aws_route_table_association" "sandbox_private_c" {
  subnet_id      = aws_subnet.sandbox_private_c.id
  route_table_id = aws_route_table.sandbox_private.id

  depends_on = [aws_route_table_association.sandbox_private_a]
}

# --- Tier attachment: 10.48.20.0/26, no default route ---------------------------------------------

resource "aws_subnet" "sandbox_attachment_a" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.48.20.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-attachment-a"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_subnet" "sandbox_attachment_b" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.48.20.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-attachment-b"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_subnet" "sandbox_attachment_c" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.48.20.32/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-attachment-c"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_route_table" "sandbox_attachment" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name        = "sandbox-attachment"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "sandbox_attachment_a" {
  subnet_id      = aws_subnet.sandbox_attachment_a.id
  route_table_id = aws_route_table.sandbox_attachment.id
}

resource "aws_route_table_association" "sandbox_attachment_b" {
  subnet_id      = aws_subnet.sandbox_attachment_b.id
  route_table_id = aws_route_table.sandbox_attachment.id

  depends_on = [aws_route_table_association.sandbox_attachment_a]
}

resource "aws_route_table_association" "sandbox_attachment_c" {
  subnet_id      = aws_subnet.sandbox_attachment_c.id
  route_table_id = aws_route_table.sandbox_attachment.id

  depends_on = [aws_route_table_association.sandbox_attachment_a]
}

# --- Tier database: 10.48.16.0/22, no default route -----------------------------------------------

resource "aws_subnet" "sandbox_database_a" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.48.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-database-a"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_subnet" "sandbox_database_b" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.48.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-database-b"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_subnet" "sandbox_database_c" {
  vpc_id                  = aws_vpc.sandbox.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.48.18.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "sandbox-database-c"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_route_table" "sandbox_database" {
  vpc_id = aws_vpc.sandbox.id

  tags = {
    Name        = "sandbox-database"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "sandbox_database_a" {
  subnet_id      = aws_subnet.sandbox_database_a.id
  route_table_id = aws_route_table.sandbox_database.id
}

resource "aws_route_table_association" "sandbox_database_b" {
  subnet_id      = aws_subnet.sandbox_database_b.id
  route_table_id = aws_route_table.sandbox_database.id

  depends_on = [aws_route_table_association.sandbox_database_a]
}

resource "aws_route_table_association" "sandbox_database_c" {
  subnet_id      = aws_subnet.sandbox_database_c.id
  route_table_id = aws_route_table.sandbox_database.id

  depends_on = [aws_route_table_association.sandbox_database_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "sandbox" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.sandbox.id
  subnet_ids = [
    aws_subnet.sandbox_attachment_a.id,
    aws_subnet.sandbox_attachment_b.id,
    aws_subnet.sandbox_attachment_c.id,
  ]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "sandbox"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "sandbox" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.sandbox.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.sandbox.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "sandbox_development" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.sandbox.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "sandbox_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.sandbox.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "sandbox_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.sandbox.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "sandbox_s3" {
  vpc_id            = aws_vpc.sandbox.id
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.sandbox_private.id]

  tags = {
    Name        = "sandbox-s3"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "sandbox_dynamodb" {
  vpc_id            = aws_vpc.sandbox.id
  service_name      = "com.amazonaws.us-east-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.sandbox_private.id]

  tags = {
    Name        = "sandbox-dynamodb"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

# --- Names from VPC shared ------------------------------------------------------------------------

resource "aws_route53profiles_association" "sandbox" {
  name        = "corp-sandbox"
  profile_id  = aws_route53profiles_profile.shared.id
  resource_id = aws_vpc.sandbox.id

  tags = {
    Name        = "sandbox-shared"
    CostCenter  = "4712"
    Environment = "development"
    Owner       = "platform"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "sandbox_vpc_id" {
  description = "The VPC sandbox"
  value       = aws_vpc.sandbox.id
}

output "sandbox_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b, c"
  value = {
    a = aws_subnet.sandbox_attachment_a.id
    b = aws_subnet.sandbox_attachment_b.id
    c = aws_subnet.sandbox_attachment_c.id
  }
}

output "sandbox_database_subnet_ids" {
  description = "Subnets of tier database in zones a, b, c"
  value = {
    a = aws_subnet.sandbox_database_a.id
    b = aws_subnet.sandbox_database_b.id
    c = aws_subnet.sandbox_database_c.id
  }
}

output "sandbox_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b, c"
  value = {
    a = aws_subnet.sandbox_private_a.id
    b = aws_subnet.sandbox_private_b.id
    c = aws_subnet.sandbox_private_c.id
  }
}
