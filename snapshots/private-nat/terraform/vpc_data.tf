# private-nat: VPC data, eu-west-1. Made by netgen from private-nat.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "data" {
  cidr_block           = "10.0.0.0/20"
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

# --- Tier db: 10.0.0.0/22, default route to the transit gateway -----------------------------------

resource "aws_subnet" "data_db_a" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-db-a"
  }
}

resource "aws_subnet" "data_db_b" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-db-b"
  }
}

resource "aws_route_table" "data_db" {
  vpc_id = aws_vpc.data.id

  tags = {
    Name = "data-db"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "data_db_pool_corp" {
  route_table_id         = aws_route_table.data_db.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.data]
}

resource "aws_route_table_association" "data_db_a" {
  subnet_id      = aws_subnet.data_db_a.id
  route_table_id = aws_route_table.data_db.id

  depends_on = [aws_route.data_db_pool_corp]
}

resource "aws_route_table_association" "data_db_b" {
  subnet_id      = aws_subnet.data_db_b.id
  route_table_id = aws_route_table.data_db.id

  depends_on = [aws_route_table_association.data_db_a]
}

# --- Tier attachment: 10.0.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "data_attachment_a" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-attachment-a"
  }
}

resource "aws_subnet" "data_attachment_b" {
  vpc_id                  = aws_vpc.data.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "data-attachment-b"
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

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "data" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.data.id
  subnet_ids                                      = [aws_subnet.data_attachment_a.id, aws_subnet.data_attachment_b.id]
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
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_all.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.data.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.data.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "data_all" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_all.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.data.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "data_s3" {
  vpc_id            = aws_vpc.data.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.data_db.id]

  tags = {
    Name = "data-s3"
  }
}

resource "aws_vpc_endpoint" "data_dynamodb" {
  vpc_id            = aws_vpc.data.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.data_db.id]

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
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.data_attachment_a.id
    b = aws_subnet.data_attachment_b.id
  }
}

output "data_db_subnet_ids" {
  description = "Subnets of tier db in zones a, b"
  value = {
    a = aws_subnet.data_db_a.id
    b = aws_subnet.data_db_b.id
  }
}
