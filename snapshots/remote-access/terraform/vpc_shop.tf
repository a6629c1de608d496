# corp: VPC shop, eu-west-1. Made by netgen from remote-access.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "shop"
    Owner = "platform"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-default"
    Owner = "platform"
  }
}

# --- Tier app: 10.1.0.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "shop_app_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.1.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shop-app-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "shop_app_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.1.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shop-app-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "shop_app" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-app"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_app_pool_corp" {
  route_table_id         = aws_route_table.shop_app.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.core.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route" "shop_app_192_168_0_0_18" {
  route_table_id         = aws_route_table.shop_app.id
  destination_cidr_block = "192.168.0.0/18"
  transit_gateway_id     = aws_ec2_transit_gateway.core.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_app_a" {
  subnet_id      = aws_subnet.shop_app_a.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route.shop_app_pool_corp, aws_route.shop_app_192_168_0_0_18]
}

resource "aws_route_table_association" "shop_app_b" {
  subnet_id      = aws_subnet.shop_app_b.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route_table_association.shop_app_a]
}

# --- Tier attachment: 10.1.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "shop_attachment_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.1.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shop-attachment-a"
    Owner = "platform"
  }
}

resource "aws_subnet" "shop_attachment_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.1.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shop-attachment-b"
    Owner = "platform"
  }
}

resource "aws_route_table" "shop_attachment" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-attachment"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_attachment_a" {
  subnet_id      = aws_subnet.shop_attachment_a.id
  route_table_id = aws_route_table.shop_attachment.id
}

resource "aws_route_table_association" "shop_attachment_b" {
  subnet_id      = aws_subnet.shop_attachment_b.id
  route_table_id = aws_route_table.shop_attachment.id

  depends_on = [aws_route_table_association.shop_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shop" {
  transit_gateway_id                              = aws_ec2_transit_gateway.core.id
  vpc_id                                          = aws_vpc.shop.id
  subnet_ids                                      = [aws_subnet.shop_attachment_a.id, aws_subnet.shop_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "shop"
    Owner = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "shop" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shop.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_on_prem" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_on_prem.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "shop_web" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-web-"
  description = "shop web"

  tags = {
    Name  = "shop-web"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shop_web_from_10_0_0_0_16_tcp_443" {
  security_group_id = aws_security_group.shop_web.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from vpc/shared"
}

resource "aws_vpc_security_group_egress_rule" "shop_web_to_anywhere_all" {
  security_group_id = aws_security_group.shop_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

# --- Outputs --------------------------------------------------------------------------------------

output "shop_vpc_id" {
  description = "The VPC shop"
  value       = aws_vpc.shop.id
}

output "shop_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.shop_app_a.id
    b = aws_subnet.shop_app_b.id
  }
}

output "shop_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.shop_attachment_a.id
    b = aws_subnet.shop_attachment_b.id
  }
}

output "shop_web_security_group_id" {
  description = "Security group web of VPC shop"
  value       = aws_security_group.shop_web.id
}
