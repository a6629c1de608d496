# lab: VPC shop, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block                       = "10.0.16.0/20"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name  = "shop"
    Owner = "network"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-default"
    Owner = "network"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "shop_100_64_0_0_16" {
  vpc_id     = aws_vpc.shop.id
  cidr_block = "100.64.0.0/16"
}

resource "aws_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop"
    Owner = "network"
  }
}

# --- Tier web: 10.0.24.0/22, default route to the internet gateway --------------------------------

resource "aws_subnet" "shop_web_a" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.0.24.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 12)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-web-a"
    Owner = "network"
  }
}

resource "aws_subnet" "shop_web_b" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.0.25.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 13)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-web-b"
    Owner = "network"
  }
}

resource "aws_route_table" "shop_web" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-web"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_web_default" {
  route_table_id         = aws_route_table.shop_web.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.shop.id
}

resource "aws_route" "shop_web_default_ipv6" {
  route_table_id              = aws_route_table.shop_web.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.shop.id
}

resource "aws_route" "shop_web_pool_live" {
  route_table_id         = aws_route_table.shop_web.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route" "shop_web_pool_core" {
  route_table_id         = aws_route_table.shop_web.id
  destination_cidr_block = "10.32.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route" "shop_web_192_168_0_0_16" {
  route_table_id         = aws_route_table.shop_web.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_web_a" {
  subnet_id      = aws_subnet.shop_web_a.id
  route_table_id = aws_route_table.shop_web.id

  depends_on = [
    aws_route.shop_web_default,
    aws_route.shop_web_default_ipv6,
    aws_route.shop_web_pool_live,
    aws_route.shop_web_pool_core,
    aws_route.shop_web_192_168_0_0_16,
  ]
}

resource "aws_route_table_association" "shop_web_b" {
  subnet_id      = aws_subnet.shop_web_b.id
  route_table_id = aws_route_table.shop_web.id

  depends_on = [aws_route_table_association.shop_web_a]
}

# --- Tier app: 10.0.16.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "shop_app_a" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.0.16.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "shop_app_b" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.0.17.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "shop_app" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_app_default" {
  route_table_id         = aws_route_table.shop_app.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_app_a" {
  subnet_id      = aws_subnet.shop_app_a.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route.shop_app_default]
}

resource "aws_route_table_association" "shop_app_b" {
  subnet_id      = aws_subnet.shop_app_b.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route_table_association.shop_app_a]
}

# --- Tier pods: 100.64.0.0/16, default route to the transit gateway -------------------------------

resource "aws_subnet" "shop_pods_a" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "100.64.0.0/18"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-pods-a"
    Owner = "network"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.shop_100_64_0_0_16]
}

resource "aws_subnet" "shop_pods_b" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "100.64.64.0/18"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-pods-b"
    Owner = "network"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.shop_100_64_0_0_16]
}

resource "aws_route_table" "shop_pods" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-pods"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_pods_default" {
  route_table_id         = aws_route_table.shop_pods.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_pods_a" {
  subnet_id      = aws_subnet.shop_pods_a.id
  route_table_id = aws_route_table.shop_pods.id

  depends_on = [aws_route.shop_pods_default]
}

resource "aws_route_table_association" "shop_pods_b" {
  subnet_id      = aws_subnet.shop_pods_b.id
  route_table_id = aws_route_table.shop_pods.id

  depends_on = [aws_route_table_association.shop_pods_a]
}

# --- Tier attachment: 10.0.28.0/26, no default route ----------------------------------------------

resource "aws_subnet" "shop_attachment_a" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.0.28.0/28"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 16)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-attachment-a"
    Owner = "network"
  }
}

resource "aws_subnet" "shop_attachment_b" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.0.28.16/28"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 17)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-attachment-b"
    Owner = "network"
  }
}

resource "aws_route_table" "shop_attachment" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-attachment"
    Owner = "network"
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

# --- Tier data: 10.0.20.0/22, no default route ----------------------------------------------------

resource "aws_subnet" "shop_data_a" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1a"
  cidr_block                      = "10.0.20.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 8)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-data-a"
    Owner = "network"
  }
}

resource "aws_subnet" "shop_data_b" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "eu-central-1b"
  cidr_block                      = "10.0.21.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 9)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name  = "shop-data-b"
    Owner = "network"
  }
}

resource "aws_route_table" "shop_data" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-data"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_data_a" {
  subnet_id      = aws_subnet.shop_data_a.id
  route_table_id = aws_route_table.shop_data.id
}

resource "aws_route_table_association" "shop_data_b" {
  subnet_id      = aws_subnet.shop_data_b.id
  route_table_id = aws_route_table.shop_data.id

  depends_on = [aws_route_table_association.shop_data_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shop" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.shop.id
  subnet_ids                                      = [aws_subnet.shop_attachment_a.id, aws_subnet.shop_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "shop"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "shop" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shop.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_live" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shop_s3" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_app.id, aws_route_table.shop_pods.id]

  tags = {
    Name  = "shop-s3"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "shop_dynamodb" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_app.id, aws_route_table.shop_pods.id]

  tags = {
    Name  = "shop-dynamodb"
    Owner = "network"
  }
}

# --- Network ACL of tier app ----------------------------------------------------------------------

resource "aws_network_acl" "shop_app" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-app"
    Owner = "network"
  }
}

# inside the tier
resource "aws_network_acl_rule" "shop_app_ingress_100" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_app_ingress_101" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# from tier data
resource "aws_network_acl_rule" "shop_app_ingress_110" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/22"
  protocol       = "-1"
}

# from tier data
resource "aws_network_acl_rule" "shop_app_ingress_111" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# from tier pods
resource "aws_network_acl_rule" "shop_app_ingress_120" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 120
  egress         = false
  rule_action    = "allow"
  cidr_block     = "100.64.0.0/16"
  protocol       = "-1"
}

# from tier pods
resource "aws_network_acl_rule" "shop_app_ingress_121" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 121
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# from tier web
resource "aws_network_acl_rule" "shop_app_ingress_130" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 130
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.24.0/22"
  protocol       = "-1"
}

# from tier web
resource "aws_network_acl_rule" "shop_app_ingress_131" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 131
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 3)
  protocol        = "-1"
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_app_ingress_2000" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_app_ingress_2001" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 2001
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 3390
  to_port         = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_app_ingress_2010" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_app_ingress_2011" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 3390
  to_port         = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "shop_app_ingress_2020" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# path MTU discovery over IPv6
resource "aws_network_acl_rule" "shop_app_ingress_2031" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 2031
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_app_ingress_2040" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/12"
  protocol       = "-1"
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_app_ingress_2050" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2050
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.32.0.0/16"
  protocol       = "-1"
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_app_ingress_2060" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2060
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "-1"
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_app_ingress_2070" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2070
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_app_ingress_2071" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 2071
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_app_ingress_2080" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2080
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_app_ingress_2081" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 2081
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 1024
  to_port         = 3388
}

# inside the tier
resource "aws_network_acl_rule" "shop_app_egress_100" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_app_egress_101" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# to tier data
resource "aws_network_acl_rule" "shop_app_egress_110" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/22"
  protocol       = "-1"
}

# to tier data
resource "aws_network_acl_rule" "shop_app_egress_111" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# to tier pods
resource "aws_network_acl_rule" "shop_app_egress_120" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 120
  egress         = true
  rule_action    = "allow"
  cidr_block     = "100.64.0.0/16"
  protocol       = "-1"
}

# to tier pods
resource "aws_network_acl_rule" "shop_app_egress_121" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 121
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# to tier web
resource "aws_network_acl_rule" "shop_app_egress_130" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 130
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.24.0/22"
  protocol       = "-1"
}

# to tier web
resource "aws_network_acl_rule" "shop_app_egress_131" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 131
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 3)
  protocol        = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_app_egress_2000" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_app_egress_2001" {
  network_acl_id  = aws_network_acl.shop_app.id
  rule_number     = 2001
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_app_egress_2010" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/12"
  protocol       = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_app_egress_2020" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2020
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.32.0.0/16"
  protocol       = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_app_egress_2030" {
  network_acl_id = aws_network_acl.shop_app.id
  rule_number    = 2030
  egress         = true
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "-1"
}

resource "aws_network_acl_association" "shop_app_a" {
  subnet_id      = aws_subnet.shop_app_a.id
  network_acl_id = aws_network_acl.shop_app.id

  depends_on = [
    aws_network_acl_rule.shop_app_ingress_100,
    aws_network_acl_rule.shop_app_ingress_101,
    aws_network_acl_rule.shop_app_ingress_110,
    aws_network_acl_rule.shop_app_ingress_111,
    aws_network_acl_rule.shop_app_ingress_120,
    aws_network_acl_rule.shop_app_ingress_121,
    aws_network_acl_rule.shop_app_ingress_130,
    aws_network_acl_rule.shop_app_ingress_131,
    aws_network_acl_rule.shop_app_ingress_2000,
    aws_network_acl_rule.shop_app_ingress_2001,
    aws_network_acl_rule.shop_app_ingress_2010,
    aws_network_acl_rule.shop_app_ingress_2011,
    aws_network_acl_rule.shop_app_ingress_2020,
    aws_network_acl_rule.shop_app_ingress_2031,
    aws_network_acl_rule.shop_app_ingress_2040,
    aws_network_acl_rule.shop_app_ingress_2050,
    aws_network_acl_rule.shop_app_ingress_2060,
    aws_network_acl_rule.shop_app_ingress_2070,
    aws_network_acl_rule.shop_app_ingress_2071,
    aws_network_acl_rule.shop_app_ingress_2080,
    aws_network_acl_rule.shop_app_ingress_2081,
    aws_network_acl_rule.shop_app_egress_100,
    aws_network_acl_rule.shop_app_egress_101,
    aws_network_acl_rule.shop_app_egress_110,
    aws_network_acl_rule.shop_app_egress_111,
    aws_network_acl_rule.shop_app_egress_120,
    aws_network_acl_rule.shop_app_egress_121,
    aws_network_acl_rule.shop_app_egress_130,
    aws_network_acl_rule.shop_app_egress_131,
    aws_network_acl_rule.shop_app_egress_2000,
    aws_network_acl_rule.shop_app_egress_2001,
    aws_network_acl_rule.shop_app_egress_2010,
    aws_network_acl_rule.shop_app_egress_2020,
    aws_network_acl_rule.shop_app_egress_2030,
  ]
}

resource "aws_network_acl_association" "shop_app_b" {
  subnet_id      = aws_subnet.shop_app_b.id
  network_acl_id = aws_network_acl.shop_app.id

  depends_on = [aws_network_acl_association.shop_app_a]
}

# --- Network ACL of tier data ---------------------------------------------------------------------

resource "aws_network_acl" "shop_data" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-data"
    Owner = "network"
  }
}

# from tier app
resource "aws_network_acl_rule" "shop_data_ingress_100" {
  network_acl_id = aws_network_acl.shop_data.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# from tier app
resource "aws_network_acl_rule" "shop_data_ingress_101" {
  network_acl_id  = aws_network_acl.shop_data.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_data_ingress_110" {
  network_acl_id = aws_network_acl.shop_data.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_data_ingress_111" {
  network_acl_id  = aws_network_acl.shop_data.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# from tier pods
resource "aws_network_acl_rule" "shop_data_ingress_120" {
  network_acl_id = aws_network_acl.shop_data.id
  rule_number    = 120
  egress         = false
  rule_action    = "allow"
  cidr_block     = "100.64.0.0/16"
  protocol       = "-1"
}

# from tier pods
resource "aws_network_acl_rule" "shop_data_ingress_121" {
  network_acl_id  = aws_network_acl.shop_data.id
  rule_number     = 121
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# to tier app
resource "aws_network_acl_rule" "shop_data_egress_100" {
  network_acl_id = aws_network_acl.shop_data.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# to tier app
resource "aws_network_acl_rule" "shop_data_egress_101" {
  network_acl_id  = aws_network_acl.shop_data.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_data_egress_110" {
  network_acl_id = aws_network_acl.shop_data.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_data_egress_111" {
  network_acl_id  = aws_network_acl.shop_data.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# to tier pods
resource "aws_network_acl_rule" "shop_data_egress_120" {
  network_acl_id = aws_network_acl.shop_data.id
  rule_number    = 120
  egress         = true
  rule_action    = "allow"
  cidr_block     = "100.64.0.0/16"
  protocol       = "-1"
}

# to tier pods
resource "aws_network_acl_rule" "shop_data_egress_121" {
  network_acl_id  = aws_network_acl.shop_data.id
  rule_number     = 121
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

resource "aws_network_acl_association" "shop_data_a" {
  subnet_id      = aws_subnet.shop_data_a.id
  network_acl_id = aws_network_acl.shop_data.id

  depends_on = [
    aws_network_acl_rule.shop_data_ingress_100,
    aws_network_acl_rule.shop_data_ingress_101,
    aws_network_acl_rule.shop_data_ingress_110,
    aws_network_acl_rule.shop_data_ingress_111,
    aws_network_acl_rule.shop_data_ingress_120,
    aws_network_acl_rule.shop_data_ingress_121,
    aws_network_acl_rule.shop_data_egress_100,
    aws_network_acl_rule.shop_data_egress_101,
    aws_network_acl_rule.shop_data_egress_110,
    aws_network_acl_rule.shop_data_egress_111,
    aws_network_acl_rule.shop_data_egress_120,
    aws_network_acl_rule.shop_data_egress_121,
  ]
}

resource "aws_network_acl_association" "shop_data_b" {
  subnet_id      = aws_subnet.shop_data_b.id
  network_acl_id = aws_network_acl.shop_data.id

  depends_on = [aws_network_acl_association.shop_data_a]
}

# --- Network ACL of tier pods ---------------------------------------------------------------------

resource "aws_network_acl" "shop_pods" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-pods"
    Owner = "network"
  }
}

# from tier app
resource "aws_network_acl_rule" "shop_pods_ingress_100" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# from tier app
resource "aws_network_acl_rule" "shop_pods_ingress_101" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# from tier data
resource "aws_network_acl_rule" "shop_pods_ingress_110" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/22"
  protocol       = "-1"
}

# from tier data
resource "aws_network_acl_rule" "shop_pods_ingress_111" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_pods_ingress_120" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 120
  egress         = false
  rule_action    = "allow"
  cidr_block     = "100.64.0.0/16"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_pods_ingress_121" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 121
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# from tier web
resource "aws_network_acl_rule" "shop_pods_ingress_130" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 130
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.24.0/22"
  protocol       = "-1"
}

# from tier web
resource "aws_network_acl_rule" "shop_pods_ingress_131" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 131
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 3)
  protocol        = "-1"
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_pods_ingress_2000" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_pods_ingress_2001" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 2001
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 3390
  to_port         = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_pods_ingress_2010" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_pods_ingress_2011" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 3390
  to_port         = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "shop_pods_ingress_2020" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# path MTU discovery over IPv6
resource "aws_network_acl_rule" "shop_pods_ingress_2031" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 2031
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_pods_ingress_2040" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/12"
  protocol       = "-1"
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_pods_ingress_2050" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2050
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.32.0.0/16"
  protocol       = "-1"
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_pods_ingress_2060" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2060
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "-1"
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_pods_ingress_2070" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2070
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_pods_ingress_2071" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 2071
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_pods_ingress_2080" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2080
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_pods_ingress_2081" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 2081
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 1024
  to_port         = 3388
}

# to tier app
resource "aws_network_acl_rule" "shop_pods_egress_100" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# to tier app
resource "aws_network_acl_rule" "shop_pods_egress_101" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# to tier data
resource "aws_network_acl_rule" "shop_pods_egress_110" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/22"
  protocol       = "-1"
}

# to tier data
resource "aws_network_acl_rule" "shop_pods_egress_111" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_pods_egress_120" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 120
  egress         = true
  rule_action    = "allow"
  cidr_block     = "100.64.0.0/16"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_pods_egress_121" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 121
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# to tier web
resource "aws_network_acl_rule" "shop_pods_egress_130" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 130
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.24.0/22"
  protocol       = "-1"
}

# to tier web
resource "aws_network_acl_rule" "shop_pods_egress_131" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 131
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 3)
  protocol        = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_pods_egress_2000" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_pods_egress_2001" {
  network_acl_id  = aws_network_acl.shop_pods.id
  rule_number     = 2001
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_pods_egress_2010" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/12"
  protocol       = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_pods_egress_2020" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2020
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.32.0.0/16"
  protocol       = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_pods_egress_2030" {
  network_acl_id = aws_network_acl.shop_pods.id
  rule_number    = 2030
  egress         = true
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "-1"
}

resource "aws_network_acl_association" "shop_pods_a" {
  subnet_id      = aws_subnet.shop_pods_a.id
  network_acl_id = aws_network_acl.shop_pods.id

  depends_on = [
    aws_network_acl_rule.shop_pods_ingress_100,
    aws_network_acl_rule.shop_pods_ingress_101,
    aws_network_acl_rule.shop_pods_ingress_110,
    aws_network_acl_rule.shop_pods_ingress_111,
    aws_network_acl_rule.shop_pods_ingress_120,
    aws_network_acl_rule.shop_pods_ingress_121,
    aws_network_acl_rule.shop_pods_ingress_130,
    aws_network_acl_rule.shop_pods_ingress_131,
    aws_network_acl_rule.shop_pods_ingress_2000,
    aws_network_acl_rule.shop_pods_ingress_2001,
    aws_network_acl_rule.shop_pods_ingress_2010,
    aws_network_acl_rule.shop_pods_ingress_2011,
    aws_network_acl_rule.shop_pods_ingress_2020,
    aws_network_acl_rule.shop_pods_ingress_2031,
    aws_network_acl_rule.shop_pods_ingress_2040,
    aws_network_acl_rule.shop_pods_ingress_2050,
    aws_network_acl_rule.shop_pods_ingress_2060,
    aws_network_acl_rule.shop_pods_ingress_2070,
    aws_network_acl_rule.shop_pods_ingress_2071,
    aws_network_acl_rule.shop_pods_ingress_2080,
    aws_network_acl_rule.shop_pods_ingress_2081,
    aws_network_acl_rule.shop_pods_egress_100,
    aws_network_acl_rule.shop_pods_egress_101,
    aws_network_acl_rule.shop_pods_egress_110,
    aws_network_acl_rule.shop_pods_egress_111,
    aws_network_acl_rule.shop_pods_egress_120,
    aws_network_acl_rule.shop_pods_egress_121,
    aws_network_acl_rule.shop_pods_egress_130,
    aws_network_acl_rule.shop_pods_egress_131,
    aws_network_acl_rule.shop_pods_egress_2000,
    aws_network_acl_rule.shop_pods_egress_2001,
    aws_network_acl_rule.shop_pods_egress_2010,
    aws_network_acl_rule.shop_pods_egress_2020,
    aws_network_acl_rule.shop_pods_egress_2030,
  ]
}

resource "aws_network_acl_association" "shop_pods_b" {
  subnet_id      = aws_subnet.shop_pods_b.id
  network_acl_id = aws_network_acl.shop_pods.id

  depends_on = [aws_network_acl_association.shop_pods_a]
}

# --- Network ACL of tier web ----------------------------------------------------------------------

resource "aws_network_acl" "shop_web" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-web"
    Owner = "network"
  }
}

# from tier app
resource "aws_network_acl_rule" "shop_web_ingress_100" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# from tier app
resource "aws_network_acl_rule" "shop_web_ingress_101" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# from tier pods
resource "aws_network_acl_rule" "shop_web_ingress_110" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "100.64.0.0/16"
  protocol       = "-1"
}

# from tier pods
resource "aws_network_acl_rule" "shop_web_ingress_111" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_web_ingress_120" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 120
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.24.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_web_ingress_121" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 121
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 3)
  protocol        = "-1"
}

# never tier data
resource "aws_network_acl_rule" "shop_web_ingress_1000" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 1000
  egress         = false
  rule_action    = "deny"
  cidr_block     = "10.0.20.0/22"
  protocol       = "-1"
}

# never tier data
resource "aws_network_acl_rule" "shop_web_ingress_1001" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 1001
  egress          = false
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_web_ingress_2000" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_web_ingress_2001" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 2001
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 3390
  to_port         = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_web_ingress_2010" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_web_ingress_2011" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 3390
  to_port         = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "shop_web_ingress_2020" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# path MTU discovery over IPv6
resource "aws_network_acl_rule" "shop_web_ingress_2031" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 2031
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_web_ingress_2040" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/12"
  protocol       = "-1"
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_web_ingress_2050" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2050
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.32.0.0/16"
  protocol       = "-1"
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_web_ingress_2060" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2060
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "-1"
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_web_ingress_2070" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2070
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_web_ingress_2071" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 2071
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_web_ingress_2080" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2080
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_web_ingress_2081" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 2081
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 1024
  to_port         = 3388
}

# to tier app
resource "aws_network_acl_rule" "shop_web_egress_100" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# to tier app
resource "aws_network_acl_rule" "shop_web_egress_101" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# to tier pods
resource "aws_network_acl_rule" "shop_web_egress_110" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "100.64.0.0/16"
  protocol       = "-1"
}

# to tier pods
resource "aws_network_acl_rule" "shop_web_egress_111" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_web_egress_120" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 120
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.24.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_web_egress_121" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 121
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 3)
  protocol        = "-1"
}

# never tier data
resource "aws_network_acl_rule" "shop_web_egress_1000" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 1000
  egress         = true
  rule_action    = "deny"
  cidr_block     = "10.0.20.0/22"
  protocol       = "-1"
}

# never tier data
resource "aws_network_acl_rule" "shop_web_egress_1001" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 1001
  egress          = true
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_web_egress_2000" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_web_egress_2001" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 2001
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_web_egress_2010" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/12"
  protocol       = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_web_egress_2020" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2020
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.32.0.0/16"
  protocol       = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_web_egress_2030" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2030
  egress         = true
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "-1"
}

resource "aws_network_acl_association" "shop_web_a" {
  subnet_id      = aws_subnet.shop_web_a.id
  network_acl_id = aws_network_acl.shop_web.id

  depends_on = [
    aws_network_acl_rule.shop_web_ingress_100,
    aws_network_acl_rule.shop_web_ingress_101,
    aws_network_acl_rule.shop_web_ingress_110,
    aws_network_acl_rule.shop_web_ingress_111,
    aws_network_acl_rule.shop_web_ingress_120,
    aws_network_acl_rule.shop_web_ingress_121,
    aws_network_acl_rule.shop_web_ingress_1000,
    aws_network_acl_rule.shop_web_ingress_1001,
    aws_network_acl_rule.shop_web_ingress_2000,
    aws_network_acl_rule.shop_web_ingress_2001,
    aws_network_acl_rule.shop_web_ingress_2010,
    aws_network_acl_rule.shop_web_ingress_2011,
    aws_network_acl_rule.shop_web_ingress_2020,
    aws_network_acl_rule.shop_web_ingress_2031,
    aws_network_acl_rule.shop_web_ingress_2040,
    aws_network_acl_rule.shop_web_ingress_2050,
    aws_network_acl_rule.shop_web_ingress_2060,
    aws_network_acl_rule.shop_web_ingress_2070,
    aws_network_acl_rule.shop_web_ingress_2071,
    aws_network_acl_rule.shop_web_ingress_2080,
    aws_network_acl_rule.shop_web_ingress_2081,
    aws_network_acl_rule.shop_web_egress_100,
    aws_network_acl_rule.shop_web_egress_101,
    aws_network_acl_rule.shop_web_egress_110,
    aws_network_acl_rule.shop_web_egress_111,
    aws_network_acl_rule.shop_web_egress_120,
    aws_network_acl_rule.shop_web_egress_121,
    aws_network_acl_rule.shop_web_egress_1000,
    aws_network_acl_rule.shop_web_egress_1001,
    aws_network_acl_rule.shop_web_egress_2000,
    aws_network_acl_rule.shop_web_egress_2001,
    aws_network_acl_rule.shop_web_egress_2010,
    aws_network_acl_rule.shop_web_egress_2020,
    aws_network_acl_rule.shop_web_egress_2030,
  ]
}

resource "aws_network_acl_association" "shop_web_b" {
  subnet_id      = aws_subnet.shop_web_b.id
  network_acl_id = aws_network_acl.shop_web.id

  depends_on = [aws_network_acl_association.shop_web_a]
}

# --- Names from VPC names -------------------------------------------------------------------------

resource "aws_route53profiles_association" "shop" {
  name        = "lab-shop"
  profile_id  = aws_route53profiles_profile.names.id
  resource_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-names"
    Owner = "network"
  }
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

output "shop_data_subnet_ids" {
  description = "Subnets of tier data in zones a, b"
  value = {
    a = aws_subnet.shop_data_a.id
    b = aws_subnet.shop_data_b.id
  }
}

output "shop_pods_subnet_ids" {
  description = "Subnets of tier pods in zones a, b"
  value = {
    a = aws_subnet.shop_pods_a.id
    b = aws_subnet.shop_pods_b.id
  }
}

output "shop_web_subnet_ids" {
  description = "Subnets of tier web in zones a, b"
  value = {
    a = aws_subnet.shop_web_a.id
    b = aws_subnet.shop_web_b.id
  }
}
