# corp: VPC payments, us-east-1. Made by netgen from hub-spoke.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "payments" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "payments"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "payments" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name        = "payments-default"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier private: 10.1.0.0/20, default route to the transit gateway ------------------------------

resource "aws_subnet" "payments_private_a" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.1.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-private-a"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "payments_private_b" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.1.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-private-b"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "payments_private_c" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.1.8.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-private-c"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "payments_private" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name        = "payments-private"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "payments_private_default" {
  route_table_id         = aws_route_table.payments_private.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.payments]
}

resource "aws_route_table_association" "payments_private_a" {
  subnet_id      = aws_subnet.payments_private_a.id
  route_table_id = aws_route_table.payments_private.id

  depends_on = [aws_route.payments_private_default]
}

resource "aws_route_table_association" "payments_private_b" {
  subnet_id      = aws_subnet.payments_private_b.id
  route_table_id = aws_route_table.payments_private.id

  depends_on = [aws_route_table_association.payments_private_a]
}

resource "aws_route_table_association" "payments_private_c" {
  subnet_id      = aws_subnet.payments_private_c.id
  route_table_id = aws_route_table.payments_private.id

  depends_on = [aws_route_table_association.payments_private_a]
}

# --- Tier attachment: 10.1.20.0/26, no default route ----------------------------------------------

resource "aws_subnet" "payments_attachment_a" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.1.20.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-attachment-a"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "payments_attachment_b" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.1.20.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-attachment-b"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "payments_attachment_c" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.1.20.32/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-attachment-c"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "payments_attachment" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name        = "payments-attachment"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "payments_attachment_a" {
  subnet_id      = aws_subnet.payments_attachment_a.id
  route_table_id = aws_route_table.payments_attachment.id
}

resource "aws_route_table_association" "payments_attachment_b" {
  subnet_id      = aws_subnet.payments_attachment_b.id
  route_table_id = aws_route_table.payments_attachment.id

  depends_on = [aws_route_table_association.payments_attachment_a]
}

resource "aws_route_table_association" "payments_attachment_c" {
  subnet_id      = aws_subnet.payments_attachment_c.id
  route_table_id = aws_route_table.payments_attachment.id

  depends_on = [aws_route_table_association.payments_attachment_a]
}

# --- Tier database: 10.1.16.0/22, no default route ------------------------------------------------

resource "aws_subnet" "payments_database_a" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.1.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-database-a"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "payments_database_b" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.1.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-database-b"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "payments_database_c" {
  vpc_id                  = aws_vpc.payments.id
  availability_zone       = "us-east-1c"
  cidr_block              = "10.1.18.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "payments-database-c"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "payments_database" {
  vpc_id = aws_vpc.payments.id

  tags = {
    Name        = "payments-database"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "payments_database_a" {
  subnet_id      = aws_subnet.payments_database_a.id
  route_table_id = aws_route_table.payments_database.id
}

resource "aws_route_table_association" "payments_database_b" {
  subnet_id      = aws_subnet.payments_database_b.id
  route_table_id = aws_route_table.payments_database.id

  depends_on = [aws_route_table_association.payments_database_a]
}

resource "aws_route_table_association" "payments_database_c" {
  subnet_id      = aws_subnet.payments_database_c.id
  route_table_id = aws_route_table.payments_database.id

  depends_on = [aws_route_table_association.payments_database_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "payments" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.payments.id
  subnet_ids = [
    aws_subnet.payments_attachment_a.id,
    aws_subnet.payments_attachment_b.id,
    aws_subnet.payments_attachment_c.id,
  ]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "payments"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "payments" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.payments.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.payments.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "payments_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.payments.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "payments_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.payments.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "payments_s3" {
  vpc_id            = aws_vpc.payments.id
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.payments_private.id]

  tags = {
    Name        = "payments-s3"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "payments_dynamodb" {
  vpc_id            = aws_vpc.payments.id
  service_name      = "com.amazonaws.us-east-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.payments_private.id]

  tags = {
    Name        = "payments-dynamodb"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Names from VPC shared ------------------------------------------------------------------------

resource "aws_route53profiles_association" "payments" {
  name        = "corp-payments"
  profile_id  = aws_route53profiles_profile.shared.id
  resource_id = aws_vpc.payments.id

  tags = {
    Name        = "payments-shared"
    CostCenter  = "4712"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "payments_vpc_id" {
  description = "The VPC payments"
  value       = aws_vpc.payments.id
}

output "payments_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b, c"
  value = {
    a = aws_subnet.payments_attachment_a.id
    b = aws_subnet.payments_attachment_b.id
    c = aws_subnet.payments_attachment_c.id
  }
}

output "payments_database_subnet_ids" {
  description = "Subnets of tier database in zones a, b, c"
  value = {
    a = aws_subnet.payments_database_a.id
    b = aws_subnet.payments_database_b.id
    c = aws_subnet.payments_database_c.id
  }
}

output "payments_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b, c"
  value = {
    a = aws_subnet.payments_private_a.id
    b = aws_subnet.payments_private_b.id
    c = aws_subnet.payments_private_c.id
  }
}
