# corp: VPC shop (made as orders), ap-northeast-1. Made by netgen from relabelled.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.0.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "orders"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "orders-default"
  }
}

resource "aws_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "orders"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "shop_nat_a" {
  domain = "vpc"

  tags = {
    Name = "orders-nat-a"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_nat_gateway" "shop_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.shop_public_a.id
  allocation_id     = aws_eip.shop_nat_a.id

  tags = {
    Name = "orders-nat-a"
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_eip" "shop_nat_c" {
  domain = "vpc"

  tags = {
    Name = "orders-nat-c"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_nat_gateway" "shop_c" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.shop_public_c.id
  allocation_id     = aws_eip.shop_nat_c.id

  tags = {
    Name = "orders-nat-c"
  }

  depends_on = [aws_internet_gateway.shop]
}

# --- Tier public: 10.0.20.0/24, default route to the internet gateway -----------------------------

resource "aws_subnet" "shop_public_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.20.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-public-a"
  }
}

resource "aws_subnet" "shop_public_c" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.20.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-public-c"
  }
}

resource "aws_route_table" "shop_public" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "orders-public"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_public_default" {
  route_table_id         = aws_route_table.shop_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.shop.id
}

resource "aws_route_table_association" "shop_public_a" {
  subnet_id      = aws_subnet.shop_public_a.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route.shop_public_default]
}

resource "aws_route_table_association" "shop_public_c" {
  subnet_id      = aws_subnet.shop_public_c.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route_table_association.shop_public_a]
}

# --- Tier private: 10.0.16.0/22, default route by the NAT gateway of the same zone ----------------

resource "aws_subnet" "shop_private_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-app-a"
  }
}

resource "aws_subnet" "shop_private_c" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-app-c"
  }
}

resource "aws_route_table" "shop_private_a" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "orders-app-a"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_private_a_default" {
  route_table_id         = aws_route_table.shop_private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_a.id
}

resource "aws_route" "shop_private_a_192_168_0_0_16" {
  route_table_id         = aws_route_table.shop_private_a.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.core.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_private_a" {
  subnet_id      = aws_subnet.shop_private_a.id
  route_table_id = aws_route_table.shop_private_a.id

  depends_on = [aws_route.shop_private_a_default, aws_route.shop_private_a_192_168_0_0_16]
}

resource "aws_route_table" "shop_private_c" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "orders-app-c"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_private_c_default" {
  route_table_id         = aws_route_table.shop_private_c.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_c.id
}

resource "aws_route" "shop_private_c_192_168_0_0_16" {
  route_table_id         = aws_route_table.shop_private_c.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.core.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_private_c" {
  subnet_id      = aws_subnet.shop_private_c.id
  route_table_id = aws_route_table.shop_private_c.id

  depends_on = [aws_route.shop_private_c_default, aws_route.shop_private_c_192_168_0_0_16]
}

# --- Tier attachment: 10.0.21.0/26, no default route ----------------------------------------------

resource "aws_subnet" "shop_attachment_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.21.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-a"
  }
}

resource "aws_subnet" "shop_attachment_c" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.21.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-c"
  }
}

resource "aws_route_table" "shop_attachment" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "orders-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_attachment_a" {
  subnet_id      = aws_subnet.shop_attachment_a.id
  route_table_id = aws_route_table.shop_attachment.id
}

resource "aws_route_table_association" "shop_attachment_c" {
  subnet_id      = aws_subnet.shop_attachment_c.id
  route_table_id = aws_route_table.shop_attachment.id

  depends_on = [aws_route_table_association.shop_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shop" {
  transit_gateway_id                              = aws_ec2_transit_gateway.core.id
  vpc_id                                          = aws_vpc.shop.id
  subnet_ids                                      = [aws_subnet.shop_attachment_a.id, aws_subnet.shop_attachment_c.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "orders"
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
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_sites.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_prod" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "shop_service" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "orders-api-"
  description = "orders api"

  tags = {
    Name = "orders-api"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shop_service_from_192_168_0_0_16_icmp" {
  security_group_id = aws_security_group.shop_service.id
  cidr_ipv4         = "192.168.0.0/16"
  ip_protocol       = "icmp"
  from_port         = -1
  to_port           = -1
  description       = "icmp from site/tokyo"
}

resource "aws_vpc_security_group_ingress_rule" "shop_service_from_192_168_0_0_16_tcp_22" {
  security_group_id = aws_security_group.shop_service.id
  cidr_ipv4         = "192.168.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  description       = "tcp 22 from segment/on-prem"
}

resource "aws_vpc_security_group_egress_rule" "shop_service_to_anywhere_all" {
  security_group_id = aws_security_group.shop_service.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

resource "aws_security_group" "shop_web" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "orders-web-"
  description = "orders web"

  tags = {
    Name = "orders-web"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shop_web_from_anywhere_tcp_443" {
  security_group_id = aws_security_group.shop_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from the internet"
}

resource "aws_vpc_security_group_egress_rule" "shop_web_to_anywhere_all" {
  security_group_id = aws_security_group.shop_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

resource "aws_vpc_security_group_ingress_rule" "shop_service_from_web_tcp_8080" {
  security_group_id            = aws_security_group.shop_service.id
  referenced_security_group_id = aws_security_group.shop_web.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  description                  = "tcp 8080 from web"
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shop_s3" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.ap-northeast-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_private_a.id, aws_route_table.shop_private_c.id]

  tags = {
    Name = "orders-s3"
  }
}

resource "aws_vpc_endpoint" "shop_dynamodb" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.ap-northeast-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_private_a.id, aws_route_table.shop_private_c.id]

  tags = {
    Name = "orders-dynamodb"
  }
}

# --- Network ACL of tier app ----------------------------------------------------------------------

resource "aws_network_acl" "shop_private" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "orders-app"
  }
}

# inside the tier
resource "aws_network_acl_rule" "shop_private_ingress_100" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# from tier public
resource "aws_network_acl_rule" "shop_private_ingress_110" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/24"
  protocol       = "-1"
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_private_ingress_2000" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_private_ingress_2010" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "shop_private_ingress_2020" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# from the transit gateway
resource "aws_network_acl_rule" "shop_private_ingress_2030" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2030
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "shop_private_ingress_2040" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/20"
  protocol       = "-1"
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_private_ingress_2050" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2050
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_private_ingress_2060" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2060
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# inside the tier
resource "aws_network_acl_rule" "shop_private_egress_100" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# to tier public
resource "aws_network_acl_rule" "shop_private_egress_110" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/24"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_private_egress_2000" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "shop_private_egress_2010" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "shop_private_egress_2020" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2020
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/20"
  protocol       = "-1"
}

resource "aws_network_acl_association" "shop_private_a" {
  subnet_id      = aws_subnet.shop_private_a.id
  network_acl_id = aws_network_acl.shop_private.id

  depends_on = [
    aws_network_acl_rule.shop_private_ingress_100,
    aws_network_acl_rule.shop_private_ingress_110,
    aws_network_acl_rule.shop_private_ingress_2000,
    aws_network_acl_rule.shop_private_ingress_2010,
    aws_network_acl_rule.shop_private_ingress_2020,
    aws_network_acl_rule.shop_private_ingress_2030,
    aws_network_acl_rule.shop_private_ingress_2040,
    aws_network_acl_rule.shop_private_ingress_2050,
    aws_network_acl_rule.shop_private_ingress_2060,
    aws_network_acl_rule.shop_private_egress_100,
    aws_network_acl_rule.shop_private_egress_110,
    aws_network_acl_rule.shop_private_egress_2000,
    aws_network_acl_rule.shop_private_egress_2010,
    aws_network_acl_rule.shop_private_egress_2020,
  ]
}

resource "aws_network_acl_association" "shop_private_c" {
  subnet_id      = aws_subnet.shop_private_c.id
  network_acl_id = aws_network_acl.shop_private.id

  depends_on = [aws_network_acl_association.shop_private_a]
}

# --- Network ACL of tier public -------------------------------------------------------------------

resource "aws_network_acl" "shop_public" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "orders-public"
  }
}

# from tier private
resource "aws_network_acl_rule" "shop_public_ingress_100" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_public_ingress_110" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/24"
  protocol       = "-1"
}

# opened to the internet by a security group
resource "aws_network_acl_rule" "shop_public_ingress_2000" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 443
  to_port        = 443
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_public_ingress_2010" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_public_ingress_2020" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "shop_public_ingress_2030" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2030
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# opened to 192.168.0.0/16 by a security group
resource "aws_network_acl_rule" "shop_public_ingress_2040" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "icmp"
  icmp_type      = -1
  icmp_code      = -1
}

# opened to 192.168.0.0/16 by a security group
resource "aws_network_acl_rule" "shop_public_ingress_2050" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2050
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/16"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_public_ingress_2060" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2060
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_public_ingress_2070" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2070
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# to tier private
resource "aws_network_acl_rule" "shop_public_egress_100" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.16.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_public_egress_110" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.20.0/24"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_public_egress_2000" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

resource "aws_network_acl_association" "shop_public_a" {
  subnet_id      = aws_subnet.shop_public_a.id
  network_acl_id = aws_network_acl.shop_public.id

  depends_on = [
    aws_network_acl_rule.shop_public_ingress_100,
    aws_network_acl_rule.shop_public_ingress_110,
    aws_network_acl_rule.shop_public_ingress_2000,
    aws_network_acl_rule.shop_public_ingress_2010,
    aws_network_acl_rule.shop_public_ingress_2020,
    aws_network_acl_rule.shop_public_ingress_2030,
    aws_network_acl_rule.shop_public_ingress_2040,
    aws_network_acl_rule.shop_public_ingress_2050,
    aws_network_acl_rule.shop_public_ingress_2060,
    aws_network_acl_rule.shop_public_ingress_2070,
    aws_network_acl_rule.shop_public_egress_100,
    aws_network_acl_rule.shop_public_egress_110,
    aws_network_acl_rule.shop_public_egress_2000,
  ]
}

resource "aws_network_acl_association" "shop_public_c" {
  subnet_id      = aws_subnet.shop_public_c.id
  network_acl_id = aws_network_acl.shop_public.id

  depends_on = [aws_network_acl_association.shop_public_a]
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_nat_addresses" {
  description = "Public addresses from which VPC orders opens connections, for others' allow lists"
  value = {
    a = aws_eip.shop_nat_a.public_ip
    c = aws_eip.shop_nat_c.public_ip
  }
}

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.shop.id
}

output "orders_app_subnet_ids" {
  description = "Subnets of tier private in zones a, c"
  value = {
    a = aws_subnet.shop_private_a.id
    c = aws_subnet.shop_private_c.id
  }
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, c"
  value = {
    a = aws_subnet.shop_attachment_a.id
    c = aws_subnet.shop_attachment_c.id
  }
}

output "orders_public_subnet_ids" {
  description = "Subnets of tier public in zones a, c"
  value = {
    a = aws_subnet.shop_public_a.id
    c = aws_subnet.shop_public_c.id
  }
}

output "orders_api_security_group_id" {
  description = "Security group service of VPC orders"
  value       = aws_security_group.shop_service.id
}

output "orders_web_security_group_id" {
  description = "Security group web of VPC orders"
  value       = aws_security_group.shop_web.id
}
