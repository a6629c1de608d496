# one-root: VPC tickets, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "tickets" {
  provider = aws.partner_eu_central_1

  cidr_block           = "10.0.48.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "tickets"
  }
}

resource "aws_default_security_group" "tickets" {
  provider = aws.partner_eu_central_1

  vpc_id = aws_vpc.tickets.id

  tags = {
    Name = "tickets-default"
  }
}

# --- Tier app: 10.0.48.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "tickets_app_euc1_az2" {
  provider = aws.partner_eu_central_1

  vpc_id                  = aws_vpc.tickets.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.48.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "tickets-app-euc1-az2"
  }
}

resource "aws_subnet" "tickets_app_euc1_az3" {
  provider = aws.partner_eu_central_1

  vpc_id                  = aws_vpc.tickets.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.49.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "tickets-app-euc1-az3"
  }
}

resource "aws_route_table" "tickets_app" {
  provider = aws.partner_eu_central_1

  vpc_id = aws_vpc.tickets.id

  tags = {
    Name = "tickets-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tickets_app_euc1_az2" {
  provider = aws.partner_eu_central_1

  subnet_id      = aws_subnet.tickets_app_euc1_az2.id
  route_table_id = aws_route_table.tickets_app.id
}

resource "aws_route_table_association" "tickets_app_euc1_az3" {
  provider = aws.partner_eu_central_1

  subnet_id      = aws_subnet.tickets_app_euc1_az3.id
  route_table_id = aws_route_table.tickets_app.id

  depends_on = [aws_route_table_association.tickets_app_euc1_az2]
}

# --- Tier attachment: 10.0.52.0/26, no default route ----------------------------------------------

resource "aws_subnet" "tickets_attachment_euc1_az2" {
  provider = aws.partner_eu_central_1

  vpc_id                  = aws_vpc.tickets.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.52.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "tickets-attachment-euc1-az2"
  }
}

resource "aws_subnet" "tickets_attachment_euc1_az3" {
  provider = aws.partner_eu_central_1

  vpc_id                  = aws_vpc.tickets.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.52.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "tickets-attachment-euc1-az3"
  }
}

resource "aws_route_table" "tickets_attachment" {
  provider = aws.partner_eu_central_1

  vpc_id = aws_vpc.tickets.id

  tags = {
    Name = "tickets-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tickets_attachment_euc1_az2" {
  provider = aws.partner_eu_central_1

  subnet_id      = aws_subnet.tickets_attachment_euc1_az2.id
  route_table_id = aws_route_table.tickets_attachment.id
}

resource "aws_route_table_association" "tickets_attachment_euc1_az3" {
  provider = aws.partner_eu_central_1

  subnet_id      = aws_subnet.tickets_attachment_euc1_az3.id
  route_table_id = aws_route_table.tickets_attachment.id

  depends_on = [aws_route_table_association.tickets_attachment_euc1_az2]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "tickets" {
  provider = aws.partner_eu_central_1

  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.tickets.id
  subnet_ids = [
    aws_subnet.tickets_attachment_euc1_az2.id,
    aws_subnet.tickets_attachment_euc1_az3.id,
  ]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "tickets"
  }

  depends_on = [
    aws_ram_principal_association.hub_partner,
    aws_ram_resource_share_accepter.hub_partner,
  ]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "tickets_s3" {
  provider = aws.partner_eu_central_1

  vpc_id            = aws_vpc.tickets.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tickets_app.id]

  tags = {
    Name = "tickets-s3"
  }
}

resource "aws_vpc_endpoint" "tickets_dynamodb" {
  provider = aws.partner_eu_central_1

  vpc_id            = aws_vpc.tickets.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tickets_app.id]

  tags = {
    Name = "tickets-dynamodb"
  }
}

# --- Names from VPC tools -------------------------------------------------------------------------

resource "aws_route53profiles_association" "tickets" {
  provider = aws.partner_eu_central_1

  name        = "one-root-tickets"
  profile_id  = aws_route53profiles_profile.tools.id
  resource_id = aws_vpc.tickets.id

  tags = {
    Name = "tickets-tools"
  }

  depends_on = [
    aws_ram_principal_association.tools_profile_partner,
    aws_ram_resource_share_accepter.tools_profile_partner,
  ]
}

# --- Outputs --------------------------------------------------------------------------------------

output "tickets_vpc_id" {
  description = "The VPC tickets"
  value       = aws_vpc.tickets.id
}

output "tickets_app_subnet_ids" {
  description = "Subnets of tier app in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.tickets_app_euc1_az2.id
    euc1-az3 = aws_subnet.tickets_app_euc1_az3.id
  }
}

output "tickets_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.tickets_attachment_euc1_az2.id
    euc1-az3 = aws_subnet.tickets_attachment_euc1_az3.id
  }
}
