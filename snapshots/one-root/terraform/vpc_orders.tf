# one-root: VPC orders, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  provider = aws.shop_eu_central_1

  cidr_block           = "10.0.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "orders"
  }
}

resource "aws_default_security_group" "orders" {
  provider = aws.shop_eu_central_1

  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-default"
  }
}

# --- Tier app: 10.0.16.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "orders_app_euc1_az2" {
  provider = aws.shop_eu_central_1

  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-app-euc1-az2"
  }
}

resource "aws_subnet" "orders_app_euc1_az3" {
  provider = aws.shop_eu_central_1

  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-app-euc1-az3"
  }
}

resource "aws_route_table" "orders_app" {
  provider = aws.shop_eu_central_1

  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_app_euc1_az2" {
  provider = aws.shop_eu_central_1

  subnet_id      = aws_subnet.orders_app_euc1_az2.id
  route_table_id = aws_route_table.orders_app.id
}

resource "aws_route_table_association" "orders_app_euc1_az3" {
  provider = aws.shop_eu_central_1

  subnet_id      = aws_subnet.orders_app_euc1_az3.id
  route_table_id = aws_route_table.orders_app.id

  depends_on = [aws_route_table_association.orders_app_euc1_az2]
}

# --- Tier attachment: 10.0.20.0/26, no default route ----------------------------------------------

resource "aws_subnet" "orders_attachment_euc1_az2" {
  provider = aws.shop_eu_central_1

  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.20.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-euc1-az2"
  }
}

resource "aws_subnet" "orders_attachment_euc1_az3" {
  provider = aws.shop_eu_central_1

  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.20.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-euc1-az3"
  }
}

resource "aws_route_table" "orders_attachment" {
  provider = aws.shop_eu_central_1

  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_attachment_euc1_az2" {
  provider = aws.shop_eu_central_1

  subnet_id      = aws_subnet.orders_attachment_euc1_az2.id
  route_table_id = aws_route_table.orders_attachment.id
}

resource "aws_route_table_association" "orders_attachment_euc1_az3" {
  provider = aws.shop_eu_central_1

  subnet_id      = aws_subnet.orders_attachment_euc1_az3.id
  route_table_id = aws_route_table.orders_attachment.id

  depends_on = [aws_route_table_association.orders_attachment_euc1_az2]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "orders" {
  provider = aws.shop_eu_central_1

  transit_gateway_id                 = aws_ec2_transit_gateway.hub.id
  vpc_id                             = aws_vpc.orders.id
  subnet_ids                         = [aws_subnet.orders_attachment_euc1_az2.id, aws_subnet.orders_attachment_euc1_az3.id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "orders"
  }

  depends_on = [aws_ram_principal_association.hub_shop]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "orders_app" {
  provider = aws.shop_eu_central_1

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

resource "aws_vpc_security_group_ingress_rule" "orders_app_from_10_0_32_0_20_tcp_8443" {
  provider = aws.shop_eu_central_1

  security_group_id = aws_security_group.orders_app.id
  cidr_ipv4         = "10.0.32.0/20"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
  description       = "tcp 8443 from vpc/returns/group/app"
}

resource "aws_vpc_security_group_egress_rule" "orders_app_to_nobody_all" {
  provider = aws.shop_eu_central_1

  security_group_id = aws_security_group.orders_app.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "orders_s3" {
  provider = aws.shop_eu_central_1

  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name = "orders-s3"
  }
}

resource "aws_vpc_endpoint" "orders_dynamodb" {
  provider = aws.shop_eu_central_1

  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name = "orders-dynamodb"
  }
}

# --- Names from VPC tools -------------------------------------------------------------------------

resource "aws_route53profiles_association" "orders" {
  provider = aws.shop_eu_central_1

  name        = "one-root-orders"
  profile_id  = aws_route53profiles_profile.tools.id
  resource_id = aws_vpc.orders.id

  tags = {
    Name = "orders-tools"
  }

  depends_on = [aws_ram_principal_association.tools_profile_shop]
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_app_subnet_ids" {
  description = "Subnets of tier app in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.orders_app_euc1_az2.id
    euc1-az3 = aws_subnet.orders_app_euc1_az3.id
  }
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.orders_attachment_euc1_az2.id
    euc1-az3 = aws_subnet.orders_attachment_euc1_az3.id
  }
}

output "orders_app_security_group_id" {
  description = "Security group app of VPC orders"
  value       = aws_security_group.orders_app.id
}
