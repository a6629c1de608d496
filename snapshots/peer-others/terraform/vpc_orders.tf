# guests: VPC orders, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  cidr_block           = "10.64.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "orders"
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-default"
  }
}

resource "aws_internet_gateway" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "orders_nat_euw1_az1" {
  domain = "vpc"

  tags = {
    Name = "orders-nat-euw1-az1"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.orders]
}

resource "aws_nat_gateway" "orders_euw1_az1" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.orders_public_euw1_az1.id
  allocation_id     = aws_eip.orders_nat_euw1_az1.id

  tags = {
    Name = "orders-nat-euw1-az1"
  }

  depends_on = [aws_internet_gateway.orders]
}

resource "aws_eip" "orders_nat_euw1_az2" {
  domain = "vpc"

  tags = {
    Name = "orders-nat-euw1-az2"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.orders]
}

resource "aws_nat_gateway" "orders_euw1_az2" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.orders_public_euw1_az2.id
  allocation_id     = aws_eip.orders_nat_euw1_az2.id

  tags = {
    Name = "orders-nat-euw1-az2"
  }

  depends_on = [aws_internet_gateway.orders]
}

# --- Tier public: 10.64.5.0/24, default route to the internet gateway -----------------------------

resource "aws_subnet" "orders_public_euw1_az1" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.5.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-public-euw1-az1"
  }
}

resource "aws_subnet" "orders_public_euw1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.5.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-public-euw1-az2"
  }
}

resource "aws_route_table" "orders_public" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-public"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "orders_public_default" {
  route_table_id         = aws_route_table.orders_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.orders.id
}

resource "aws_route_table_association" "orders_public_euw1_az1" {
  subnet_id      = aws_subnet.orders_public_euw1_az1.id
  route_table_id = aws_route_table.orders_public.id

  depends_on = [aws_route.orders_public_default]
}

resource "aws_route_table_association" "orders_public_euw1_az2" {
  subnet_id      = aws_subnet.orders_public_euw1_az2.id
  route_table_id = aws_route_table.orders_public.id

  depends_on = [aws_route_table_association.orders_public_euw1_az1]
}

# --- Tier app: 10.64.0.0/22, default route by the NAT gateway of the same zone --------------------

resource "aws_subnet" "orders_app_euw1_az1" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-app-euw1-az1"
  }
}

resource "aws_subnet" "orders_app_euw1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-app-euw1-az2"
  }
}

resource "aws_route_table" "orders_app_euw1_az1" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-app-euw1-az1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "orders_app_euw1_az1_default" {
  route_table_id         = aws_route_table.orders_app_euw1_az1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.orders_euw1_az1.id
}

resource "aws_route" "orders_app_euw1_az1_10_92_0_0_16" {
  route_table_id         = aws_route_table.orders_app_euw1_az1.id
  destination_cidr_block = "10.92.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.orders]
}

resource "aws_route_table_association" "orders_app_euw1_az1" {
  subnet_id      = aws_subnet.orders_app_euw1_az1.id
  route_table_id = aws_route_table.orders_app_euw1_az1.id

  depends_on = [aws_route.orders_app_euw1_az1_default, aws_route.orders_app_euw1_az1_10_92_0_0_16]
}

resource "aws_route_table" "orders_app_euw1_az2" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-app-euw1-az2"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "orders_app_euw1_az2_default" {
  route_table_id         = aws_route_table.orders_app_euw1_az2.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.orders_euw1_az2.id
}

resource "aws_route" "orders_app_euw1_az2_10_92_0_0_16" {
  route_table_id         = aws_route_table.orders_app_euw1_az2.id
  destination_cidr_block = "10.92.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.orders]
}

resource "aws_route_table_association" "orders_app_euw1_az2" {
  subnet_id      = aws_subnet.orders_app_euw1_az2.id
  route_table_id = aws_route_table.orders_app_euw1_az2.id

  depends_on = [aws_route.orders_app_euw1_az2_default, aws_route.orders_app_euw1_az2_10_92_0_0_16]
}

# --- Tier attachment: 10.64.6.0/26, no default route ----------------------------------------------

resource "aws_subnet" "orders_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.6.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-euw1-az1"
  }
}

resource "aws_subnet" "orders_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.6.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-euw1-az2"
  }
}

resource "aws_route_table" "orders_attachment" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_attachment_euw1_az1" {
  subnet_id      = aws_subnet.orders_attachment_euw1_az1.id
  route_table_id = aws_route_table.orders_attachment.id
}

resource "aws_route_table_association" "orders_attachment_euw1_az2" {
  subnet_id      = aws_subnet.orders_attachment_euw1_az2.id
  route_table_id = aws_route_table.orders_attachment.id

  depends_on = [aws_route_table_association.orders_attachment_euw1_az1]
}

# --- Tier database: 10.64.4.0/24, no default route ------------------------------------------------

resource "aws_subnet" "orders_database_euw1_az1" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-database-euw1-az1"
  }
}

resource "aws_subnet" "orders_database_euw1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-database-euw1-az2"
  }
}

resource "aws_route_table" "orders_database" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-database"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_database_euw1_az1" {
  subnet_id      = aws_subnet.orders_database_euw1_az1.id
  route_table_id = aws_route_table.orders_database.id
}

resource "aws_route_table_association" "orders_database_euw1_az2" {
  subnet_id      = aws_subnet.orders_database_euw1_az2.id
  route_table_id = aws_route_table.orders_database.id

  depends_on = [aws_route_table_association.orders_database_euw1_az1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "orders" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.orders.id
  subnet_ids                                      = [aws_subnet.orders_attachment_euw1_az1.id, aws_subnet.orders_attachment_euw1_az2.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "orders"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "orders" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_workloads.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.orders.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_partners" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_partners.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_workloads" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_workloads.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "orders_app" {
  vpc_id      = aws_vpc.orders.id
  name_prefix = "orders-app-"
  description = "orders app"

  tags = {
    Name = "orders-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "orders_app_from_10_90_0_0_16_tcp_443" {
  security_group_id = aws_security_group.orders_app.id
  cidr_ipv4         = "10.90.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from 10.90.0.0/16"
}

resource "aws_vpc_security_group_egress_rule" "orders_app_to_anywhere_tcp_443" {
  security_group_id = aws_security_group.orders_app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to the internet"
}

resource "aws_vpc_security_group_egress_rule" "orders_app_to_10_90_8_0_22_tcp_5432" {
  security_group_id = aws_security_group.orders_app.id
  cidr_ipv4         = "10.90.8.0/22"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "Invoices"
}

resource "aws_security_group" "orders_database" {
  vpc_id      = aws_vpc.orders.id
  name_prefix = "orders-database-"
  description = "orders database"

  tags = {
    Name = "orders-database"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "orders_database_from_10_64_0_0_20_tcp_5432" {
  security_group_id = aws_security_group.orders_database.id
  cidr_ipv4         = "10.64.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "tcp 5432 from vpc"
}

resource "aws_vpc_security_group_egress_rule" "orders_database_to_nobody_all" {
  security_group_id = aws_security_group.orders_database.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "orders_s3" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app_euw1_az1.id, aws_route_table.orders_app_euw1_az2.id]

  tags = {
    Name = "orders-s3"
  }
}

resource "aws_vpc_endpoint" "orders_dynamodb" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app_euw1_az1.id, aws_route_table.orders_app_euw1_az2.id]

  tags = {
    Name = "orders-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_nat_addresses" {
  description = "Public addresses from which VPC orders opens connections, for others' allow lists"
  value = {
    euw1-az1 = aws_eip.orders_nat_euw1_az1.public_ip
    euw1-az2 = aws_eip.orders_nat_euw1_az2.public_ip
  }
}

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.orders_app_euw1_az1.id
    euw1-az2 = aws_subnet.orders_app_euw1_az2.id
  }
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.orders_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.orders_attachment_euw1_az2.id
  }
}

output "orders_database_subnet_ids" {
  description = "Subnets of tier database in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.orders_database_euw1_az1.id
    euw1-az2 = aws_subnet.orders_database_euw1_az2.id
  }
}

output "orders_public_subnet_ids" {
  description = "Subnets of tier public in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.orders_public_euw1_az1.id
    euw1-az2 = aws_subnet.orders_public_euw1_az2.id
  }
}

output "orders_app_security_group_id" {
  description = "Security group app of VPC orders"
  value       = aws_security_group.orders_app.id
}

output "orders_database_security_group_id" {
  description = "Security group database of VPC orders"
  value       = aws_security_group.orders_database.id
}
