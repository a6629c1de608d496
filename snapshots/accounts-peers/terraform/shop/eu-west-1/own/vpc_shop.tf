# pairs: VPC shop, eu-west-1. Made by netgen from accounts-peers.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block                       = "10.1.0.0/20"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name = "shop"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-default"
  }
}

# --- Tier database: 10.1.4.0/24, no default route -------------------------------------------------

resource "aws_subnet" "shop_database_euw1_az1" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.1.4.0/26"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "shop-database-euw1-az1"
  }
}

resource "aws_subnet" "shop_database_euw1_az2" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone_id            = "euw1-az2"
  cidr_block                      = "10.1.4.64/26"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "shop-database-euw1-az2"
  }
}

resource "aws_route_table" "shop_database" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-database"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_database_euw1_az1" {
  subnet_id      = aws_subnet.shop_database_euw1_az1.id
  route_table_id = aws_route_table.shop_database.id
}

resource "aws_route_table_association" "shop_database_euw1_az2" {
  subnet_id      = aws_subnet.shop_database_euw1_az2.id
  route_table_id = aws_route_table.shop_database.id

  depends_on = [aws_route_table_association.shop_database_euw1_az1]
}

# --- Tier web: 10.1.0.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "shop_web_euw1_az1" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.1.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "shop-web-euw1-az1"
  }
}

resource "aws_subnet" "shop_web_euw1_az2" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone_id            = "euw1-az2"
  cidr_block                      = "10.1.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "shop-web-euw1-az2"
  }
}

resource "aws_route_table" "shop_web" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-web"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_web_euw1_az1" {
  subnet_id      = aws_subnet.shop_web_euw1_az1.id
  route_table_id = aws_route_table.shop_web.id
}

resource "aws_route_table_association" "shop_web_euw1_az2" {
  subnet_id      = aws_subnet.shop_web_euw1_az2.id
  route_table_id = aws_route_table.shop_web.id

  depends_on = [aws_route_table_association.shop_web_euw1_az1]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "shop_web" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-web-"
  description = "shop web"

  tags = {
    Name = "shop-web"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shop_web_from_10_0_0_0_20_tcp_443" {
  security_group_id = aws_security_group.shop_web.id
  cidr_ipv4         = "10.0.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from vpc/hub/group/ops"
}

resource "aws_vpc_security_group_egress_rule" "shop_web_to_10_2_0_0_20_tcp_5432" {
  security_group_id = aws_security_group.shop_web.id
  cidr_ipv4         = "10.2.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "tcp 5432 to vpc/data/group/store"
}

# --- Network ACL of tier database -----------------------------------------------------------------

resource "aws_network_acl" "shop_database" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-database"
  }
}

# inside the tier
resource "aws_network_acl_rule" "shop_database_ingress_100" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.1.4.0/24"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_database_ingress_101" {
  network_acl_id  = aws_network_acl.shop_database.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# never tier web
resource "aws_network_acl_rule" "shop_database_ingress_1000" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 1000
  egress         = false
  rule_action    = "deny"
  cidr_block     = "10.1.0.0/22"
  protocol       = "-1"
}

# never tier web
resource "aws_network_acl_rule" "shop_database_ingress_1001" {
  network_acl_id  = aws_network_acl.shop_database.id
  rule_number     = 1001
  egress          = false
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "shop_database_ingress_2000" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/20"
  protocol       = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "shop_database_ingress_2010" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.2.0.0/20"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_database_egress_100" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.1.4.0/24"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_database_egress_101" {
  network_acl_id  = aws_network_acl.shop_database.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# never tier web
resource "aws_network_acl_rule" "shop_database_egress_1000" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 1000
  egress         = true
  rule_action    = "deny"
  cidr_block     = "10.1.0.0/22"
  protocol       = "-1"
}

# never tier web
resource "aws_network_acl_rule" "shop_database_egress_1001" {
  network_acl_id  = aws_network_acl.shop_database.id
  rule_number     = 1001
  egress          = true
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "shop_database_egress_2000" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/20"
  protocol       = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "shop_database_egress_2010" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.2.0.0/20"
  protocol       = "-1"
}

resource "aws_network_acl_association" "shop_database_euw1_az1" {
  subnet_id      = aws_subnet.shop_database_euw1_az1.id
  network_acl_id = aws_network_acl.shop_database.id

  depends_on = [
    aws_network_acl_rule.shop_database_ingress_100,
    aws_network_acl_rule.shop_database_ingress_101,
    aws_network_acl_rule.shop_database_ingress_1000,
    aws_network_acl_rule.shop_database_ingress_1001,
    aws_network_acl_rule.shop_database_ingress_2000,
    aws_network_acl_rule.shop_database_ingress_2010,
    aws_network_acl_rule.shop_database_egress_100,
    aws_network_acl_rule.shop_database_egress_101,
    aws_network_acl_rule.shop_database_egress_1000,
    aws_network_acl_rule.shop_database_egress_1001,
    aws_network_acl_rule.shop_database_egress_2000,
    aws_network_acl_rule.shop_database_egress_2010,
  ]
}

resource "aws_network_acl_association" "shop_database_euw1_az2" {
  subnet_id      = aws_subnet.shop_database_euw1_az2.id
  network_acl_id = aws_network_acl.shop_database.id

  depends_on = [aws_network_acl_association.shop_database_euw1_az1]
}

# --- Network ACL of tier web ----------------------------------------------------------------------

resource "aws_network_acl" "shop_web" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-web"
  }
}

# inside the tier
resource "aws_network_acl_rule" "shop_web_ingress_100" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_web_ingress_101" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# never tier database
resource "aws_network_acl_rule" "shop_web_ingress_1000" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 1000
  egress         = false
  rule_action    = "deny"
  cidr_block     = "10.1.4.0/24"
  protocol       = "-1"
}

# never tier database
resource "aws_network_acl_rule" "shop_web_ingress_1001" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 1001
  egress          = false
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "shop_web_ingress_2000" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/20"
  protocol       = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "shop_web_ingress_2010" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.2.0.0/20"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_web_egress_100" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_web_egress_101" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# never tier database
resource "aws_network_acl_rule" "shop_web_egress_1000" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 1000
  egress         = true
  rule_action    = "deny"
  cidr_block     = "10.1.4.0/24"
  protocol       = "-1"
}

# never tier database
resource "aws_network_acl_rule" "shop_web_egress_1001" {
  network_acl_id  = aws_network_acl.shop_web.id
  rule_number     = 1001
  egress          = true
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "shop_web_egress_2000" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/20"
  protocol       = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "shop_web_egress_2010" {
  network_acl_id = aws_network_acl.shop_web.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.2.0.0/20"
  protocol       = "-1"
}

resource "aws_network_acl_association" "shop_web_euw1_az1" {
  subnet_id      = aws_subnet.shop_web_euw1_az1.id
  network_acl_id = aws_network_acl.shop_web.id

  depends_on = [
    aws_network_acl_rule.shop_web_ingress_100,
    aws_network_acl_rule.shop_web_ingress_101,
    aws_network_acl_rule.shop_web_ingress_1000,
    aws_network_acl_rule.shop_web_ingress_1001,
    aws_network_acl_rule.shop_web_ingress_2000,
    aws_network_acl_rule.shop_web_ingress_2010,
    aws_network_acl_rule.shop_web_egress_100,
    aws_network_acl_rule.shop_web_egress_101,
    aws_network_acl_rule.shop_web_egress_1000,
    aws_network_acl_rule.shop_web_egress_1001,
    aws_network_acl_rule.shop_web_egress_2000,
    aws_network_acl_rule.shop_web_egress_2010,
  ]
}

resource "aws_network_acl_association" "shop_web_euw1_az2" {
  subnet_id      = aws_subnet.shop_web_euw1_az2.id
  network_acl_id = aws_network_acl.shop_web.id

  depends_on = [aws_network_acl_association.shop_web_euw1_az1]
}

# --- VPN gateway ----------------------------------------------------------------------------------

resource "aws_vpn_gateway" "shop" {
  amazon_side_asn = 64512

  tags = {
    Name = "shop"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_gateway_attachment" "shop" {
  vpc_id         = aws_vpc.shop.id
  vpn_gateway_id = aws_vpn_gateway.shop.id
}

# --- Consent to the peering with VPC hub ----------------------------------------------------------

# --- Consent to the peering with VPC data ---------------------------------------------------------

# --- Outputs --------------------------------------------------------------------------------------

output "shop_vpn_gateway_id" {
  description = "The VPN gateway of VPC shop"
  value       = aws_vpn_gateway.shop.id
}

output "shop_vpc_id" {
  description = "The VPC shop"
  value       = aws_vpc.shop.id
}

output "shop_database_subnet_ids" {
  description = "Subnets of tier database in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.shop_database_euw1_az1.id
    euw1-az2 = aws_subnet.shop_database_euw1_az2.id
  }
}

output "shop_web_subnet_ids" {
  description = "Subnets of tier web in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.shop_web_euw1_az1.id
    euw1-az2 = aws_subnet.shop_web_euw1_az2.id
  }
}

output "shop_web_security_group_id" {
  description = "Security group web of VPC shop"
  value       = aws_security_group.shop_web.id
}
