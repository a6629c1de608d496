# seed-ipv6: VPC app, ap-northeast-1. Made by netgen from site-ipv6.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "app" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name = "app"
  }
}

resource "aws_default_security_group" "app" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-default"
  }
}

resource "aws_internet_gateway" "app" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app"
  }
}

resource "aws_egress_only_internet_gateway" "app" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "app_nat_a" {
  domain = "vpc"

  tags = {
    Name = "app-nat-a"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_nat_gateway" "app_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.app_public_a.id
  allocation_id     = aws_eip.app_nat_a.id

  tags = {
    Name = "app-nat-a"
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_eip" "app_nat_c" {
  domain = "vpc"

  tags = {
    Name = "app-nat-c"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.app]
}

resource "aws_nat_gateway" "app_c" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.app_public_c.id
  allocation_id     = aws_eip.app_nat_c.id

  tags = {
    Name = "app-nat-c"
  }

  depends_on = [aws_internet_gateway.app]
}

# --- Tier public: 10.0.8.0/22, default route to the internet gateway ------------------------------

resource "aws_subnet" "app_public_a" {
  vpc_id                          = aws_vpc.app.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.8.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 8, 8)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "app-public-a"
  }
}

resource "aws_subnet" "app_public_c" {
  vpc_id                          = aws_vpc.app.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.9.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 8, 9)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "app-public-c"
  }
}

resource "aws_route_table" "app_public" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-public"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_public_default" {
  route_table_id         = aws_route_table.app_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.app.id
}

resource "aws_route" "app_public_default_ipv6" {
  route_table_id              = aws_route_table.app_public.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.app.id
}

resource "aws_route_table_association" "app_public_a" {
  subnet_id      = aws_subnet.app_public_a.id
  route_table_id = aws_route_table.app_public.id

  depends_on = [aws_route.app_public_default, aws_route.app_public_default_ipv6]
}

resource "aws_route_table_association" "app_public_c" {
  subnet_id      = aws_subnet.app_public_c.id
  route_table_id = aws_route_table.app_public.id

  depends_on = [aws_route_table_association.app_public_a]
}

# --- Tier private: 10.0.4.0/22, default route by the NAT gateway of the same zone -----------------

resource "aws_subnet" "app_private_a" {
  vpc_id                          = aws_vpc.app.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.4.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "app-private-a"
  }
}

resource "aws_subnet" "app_private_c" {
  vpc_id                          = aws_vpc.app.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.5.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "app-private-c"
  }
}

resource "aws_route_table" "app_private_a" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private-a"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_private_a_default" {
  route_table_id         = aws_route_table.app_private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.app_a.id
}

resource "aws_route" "app_private_a_default_ipv6" {
  route_table_id              = aws_route_table.app_private_a.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.app.id
}

resource "aws_route_table_association" "app_private_a" {
  subnet_id      = aws_subnet.app_private_a.id
  route_table_id = aws_route_table.app_private_a.id

  depends_on = [aws_route.app_private_a_default, aws_route.app_private_a_default_ipv6]
}

resource "aws_route_table" "app_private_c" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private-c"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "app_private_c_default" {
  route_table_id         = aws_route_table.app_private_c.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.app_c.id
}

resource "aws_route" "app_private_c_default_ipv6" {
  route_table_id              = aws_route_table.app_private_c.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.app.id
}

resource "aws_route_table_association" "app_private_c" {
  subnet_id      = aws_subnet.app_private_c.id
  route_table_id = aws_route_table.app_private_c.id

  depends_on = [aws_route.app_private_c_default, aws_route.app_private_c_default_ipv6]
}

# --- Tier database: 10.0.0.0/22, no default route -------------------------------------------------

resource "aws_subnet" "app_database_a" {
  vpc_id                          = aws_vpc.app.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "app-database-a"
  }
}

resource "aws_subnet" "app_database_c" {
  vpc_id                          = aws_vpc.app.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "app-database-c"
  }
}

resource "aws_route_table" "app_database" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-database"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "app_database_a" {
  subnet_id      = aws_subnet.app_database_a.id
  route_table_id = aws_route_table.app_database.id
}

resource "aws_route_table_association" "app_database_c" {
  subnet_id      = aws_subnet.app_database_c.id
  route_table_id = aws_route_table.app_database.id

  depends_on = [aws_route_table_association.app_database_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "app_db" {
  vpc_id      = aws_vpc.app.id
  name_prefix = "app-db-"
  description = "app db"

  tags = {
    Name = "app-db"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "app_db_from_192_168_0_0_18_tcp_5432" {
  security_group_id = aws_security_group.app_db.id
  cidr_ipv4         = "192.168.0.0/18"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "tcp 5432 from site/tokyo"
}

resource "aws_vpc_security_group_ingress_rule" "app_db_from_2001_db8_100_0_0_0_0_0_48_tcp_5432" {
  security_group_id = aws_security_group.app_db.id
  cidr_ipv6         = "2001:db8:100::/48"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "tcp 5432 from site/tokyo"
}

resource "aws_vpc_security_group_ingress_rule" "app_db_from_fd12_3456_7_0_0_0_0_0_48_tcp_5432" {
  security_group_id = aws_security_group.app_db.id
  cidr_ipv6         = "fd12:3456:7::/48"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "tcp 5432 from site/tokyo"
}

resource "aws_vpc_security_group_egress_rule" "app_db_to_anywhere_all" {
  security_group_id = aws_security_group.app_db.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

resource "aws_vpc_security_group_egress_rule" "app_db_to_anywhere_ipv6_all" {
  security_group_id = aws_security_group.app_db.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
  description       = "everything"
}

# --- Network ACL of tier database -----------------------------------------------------------------

resource "aws_network_acl" "app_database" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-database"
  }
}

# inside the tier
resource "aws_network_acl_rule" "app_database_ingress_100" {
  network_acl_id = aws_network_acl.app_database.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_database_ingress_101" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# from tier private
resource "aws_network_acl_rule" "app_database_ingress_110" {
  network_acl_id = aws_network_acl.app_database.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# from tier private
resource "aws_network_acl_rule" "app_database_ingress_111" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# never tier public
resource "aws_network_acl_rule" "app_database_ingress_1000" {
  network_acl_id = aws_network_acl.app_database.id
  rule_number    = 1000
  egress         = false
  rule_action    = "deny"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# never tier public
resource "aws_network_acl_rule" "app_database_ingress_1001" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 1001
  egress          = false
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# from the VPN gateway
resource "aws_network_acl_rule" "app_database_ingress_2000" {
  network_acl_id = aws_network_acl.app_database.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/18"
  protocol       = "-1"
}

# from the VPN gateway, over IPv6
resource "aws_network_acl_rule" "app_database_ingress_2011" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "2001:db8:100::/48"
  protocol        = "-1"
}

# from the VPN gateway, over IPv6
resource "aws_network_acl_rule" "app_database_ingress_2021" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 2021
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "fd12:3456:7::/48"
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_database_egress_100" {
  network_acl_id = aws_network_acl.app_database.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_database_egress_101" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# to tier private
resource "aws_network_acl_rule" "app_database_egress_110" {
  network_acl_id = aws_network_acl.app_database.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# to tier private
resource "aws_network_acl_rule" "app_database_egress_111" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# never tier public
resource "aws_network_acl_rule" "app_database_egress_1000" {
  network_acl_id = aws_network_acl.app_database.id
  rule_number    = 1000
  egress         = true
  rule_action    = "deny"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# never tier public
resource "aws_network_acl_rule" "app_database_egress_1001" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 1001
  egress          = true
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# to the VPN gateway
resource "aws_network_acl_rule" "app_database_egress_2000" {
  network_acl_id = aws_network_acl.app_database.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/18"
  protocol       = "-1"
}

# to the VPN gateway, over IPv6
resource "aws_network_acl_rule" "app_database_egress_2011" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 2011
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "2001:db8:100::/48"
  protocol        = "-1"
}

# to the VPN gateway, over IPv6
resource "aws_network_acl_rule" "app_database_egress_2021" {
  network_acl_id  = aws_network_acl.app_database.id
  rule_number     = 2021
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "fd12:3456:7::/48"
  protocol        = "-1"
}

resource "aws_network_acl_association" "app_database_a" {
  subnet_id      = aws_subnet.app_database_a.id
  network_acl_id = aws_network_acl.app_database.id

  depends_on = [
    aws_network_acl_rule.app_database_ingress_100,
    aws_network_acl_rule.app_database_ingress_101,
    aws_network_acl_rule.app_database_ingress_110,
    aws_network_acl_rule.app_database_ingress_111,
    aws_network_acl_rule.app_database_ingress_1000,
    aws_network_acl_rule.app_database_ingress_1001,
    aws_network_acl_rule.app_database_ingress_2000,
    aws_network_acl_rule.app_database_ingress_2011,
    aws_network_acl_rule.app_database_ingress_2021,
    aws_network_acl_rule.app_database_egress_100,
    aws_network_acl_rule.app_database_egress_101,
    aws_network_acl_rule.app_database_egress_110,
    aws_network_acl_rule.app_database_egress_111,
    aws_network_acl_rule.app_database_egress_1000,
    aws_network_acl_rule.app_database_egress_1001,
    aws_network_acl_rule.app_database_egress_2000,
    aws_network_acl_rule.app_database_egress_2011,
    aws_network_acl_rule.app_database_egress_2021,
  ]
}

resource "aws_network_acl_association" "app_database_c" {
  subnet_id      = aws_subnet.app_database_c.id
  network_acl_id = aws_network_acl.app_database.id

  depends_on = [aws_network_acl_association.app_database_a]
}

# --- Network ACL of tier private ------------------------------------------------------------------

resource "aws_network_acl" "app_private" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-private"
  }
}

# from tier database
resource "aws_network_acl_rule" "app_private_ingress_100" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# from tier database
resource "aws_network_acl_rule" "app_private_ingress_101" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_private_ingress_110" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_private_ingress_111" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# from tier public
resource "aws_network_acl_rule" "app_private_ingress_120" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 120
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# from tier public
resource "aws_network_acl_rule" "app_private_ingress_121" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 121
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# replies to connections opened from here
resource "aws_network_acl_rule" "app_private_ingress_2000" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "app_private_ingress_2001" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2001
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 3390
  to_port         = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "app_private_ingress_2010" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "app_private_ingress_2011" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 3390
  to_port         = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "app_private_ingress_2020" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# path MTU discovery over IPv6
resource "aws_network_acl_rule" "app_private_ingress_2031" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2031
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# from the VPN gateway
resource "aws_network_acl_rule" "app_private_ingress_2040" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/18"
  protocol       = "-1"
}

# from the VPN gateway, over IPv6
resource "aws_network_acl_rule" "app_private_ingress_2051" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2051
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "2001:db8:100::/48"
  protocol        = "-1"
}

# from the VPN gateway, over IPv6
resource "aws_network_acl_rule" "app_private_ingress_2061" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2061
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "fd12:3456:7::/48"
  protocol        = "-1"
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "app_private_ingress_2070" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 2070
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "app_private_ingress_2071" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2071
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "app_private_ingress_2080" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 2080
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "app_private_ingress_2081" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2081
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 1024
  to_port         = 3388
}

# to tier database
resource "aws_network_acl_rule" "app_private_egress_100" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# to tier database
resource "aws_network_acl_rule" "app_private_egress_101" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_private_egress_110" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_private_egress_111" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# to tier public
resource "aws_network_acl_rule" "app_private_egress_120" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 120
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# to tier public
resource "aws_network_acl_rule" "app_private_egress_121" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 121
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "app_private_egress_2000" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "app_private_egress_2001" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2001
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "-1"
}

# to the VPN gateway
resource "aws_network_acl_rule" "app_private_egress_2010" {
  network_acl_id = aws_network_acl.app_private.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/18"
  protocol       = "-1"
}

# to the VPN gateway, over IPv6
resource "aws_network_acl_rule" "app_private_egress_2021" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2021
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "2001:db8:100::/48"
  protocol        = "-1"
}

# to the VPN gateway, over IPv6
resource "aws_network_acl_rule" "app_private_egress_2031" {
  network_acl_id  = aws_network_acl.app_private.id
  rule_number     = 2031
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "fd12:3456:7::/48"
  protocol        = "-1"
}

resource "aws_network_acl_association" "app_private_a" {
  subnet_id      = aws_subnet.app_private_a.id
  network_acl_id = aws_network_acl.app_private.id

  depends_on = [
    aws_network_acl_rule.app_private_ingress_100,
    aws_network_acl_rule.app_private_ingress_101,
    aws_network_acl_rule.app_private_ingress_110,
    aws_network_acl_rule.app_private_ingress_111,
    aws_network_acl_rule.app_private_ingress_120,
    aws_network_acl_rule.app_private_ingress_121,
    aws_network_acl_rule.app_private_ingress_2000,
    aws_network_acl_rule.app_private_ingress_2001,
    aws_network_acl_rule.app_private_ingress_2010,
    aws_network_acl_rule.app_private_ingress_2011,
    aws_network_acl_rule.app_private_ingress_2020,
    aws_network_acl_rule.app_private_ingress_2031,
    aws_network_acl_rule.app_private_ingress_2040,
    aws_network_acl_rule.app_private_ingress_2051,
    aws_network_acl_rule.app_private_ingress_2061,
    aws_network_acl_rule.app_private_ingress_2070,
    aws_network_acl_rule.app_private_ingress_2071,
    aws_network_acl_rule.app_private_ingress_2080,
    aws_network_acl_rule.app_private_ingress_2081,
    aws_network_acl_rule.app_private_egress_100,
    aws_network_acl_rule.app_private_egress_101,
    aws_network_acl_rule.app_private_egress_110,
    aws_network_acl_rule.app_private_egress_111,
    aws_network_acl_rule.app_private_egress_120,
    aws_network_acl_rule.app_private_egress_121,
    aws_network_acl_rule.app_private_egress_2000,
    aws_network_acl_rule.app_private_egress_2001,
    aws_network_acl_rule.app_private_egress_2010,
    aws_network_acl_rule.app_private_egress_2021,
    aws_network_acl_rule.app_private_egress_2031,
  ]
}

resource "aws_network_acl_association" "app_private_c" {
  subnet_id      = aws_subnet.app_private_c.id
  network_acl_id = aws_network_acl.app_private.id

  depends_on = [aws_network_acl_association.app_private_a]
}

# --- Network ACL of tier public -------------------------------------------------------------------

resource "aws_network_acl" "app_public" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name = "app-public"
  }
}

# from tier private
resource "aws_network_acl_rule" "app_public_ingress_100" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# from tier private
resource "aws_network_acl_rule" "app_public_ingress_101" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_public_ingress_110" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_public_ingress_111" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# never tier database
resource "aws_network_acl_rule" "app_public_ingress_1000" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 1000
  egress         = false
  rule_action    = "deny"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# never tier database
resource "aws_network_acl_rule" "app_public_ingress_1001" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 1001
  egress          = false
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# replies to connections opened from here
resource "aws_network_acl_rule" "app_public_ingress_2000" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "app_public_ingress_2001" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 2001
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 3390
  to_port         = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "app_public_ingress_2010" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "app_public_ingress_2011" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 3390
  to_port         = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "app_public_ingress_2020" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# path MTU discovery over IPv6
resource "aws_network_acl_rule" "app_public_ingress_2031" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 2031
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# opened to 192.168.0.0/18 by a security group
resource "aws_network_acl_rule" "app_public_ingress_2040" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/18"
  protocol       = "tcp"
  from_port      = 5432
  to_port        = 5432
}

# opened to 2001:db8:100::/48 by a security group
resource "aws_network_acl_rule" "app_public_ingress_2051" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 2051
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "2001:db8:100::/48"
  protocol        = "tcp"
  from_port       = 5432
  to_port         = 5432
}

# opened to fd12:3456:7::/48 by a security group
resource "aws_network_acl_rule" "app_public_ingress_2061" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 2061
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "fd12:3456:7::/48"
  protocol        = "tcp"
  from_port       = 5432
  to_port         = 5432
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "app_public_ingress_2070" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 2070
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "app_public_ingress_2071" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 2071
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "app_public_ingress_2080" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 2080
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "app_public_ingress_2081" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 2081
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 1024
  to_port         = 3388
}

# to tier private
resource "aws_network_acl_rule" "app_public_egress_100" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# to tier private
resource "aws_network_acl_rule" "app_public_egress_101" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_public_egress_110" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_public_egress_111" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# never tier database
resource "aws_network_acl_rule" "app_public_egress_1000" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 1000
  egress         = true
  rule_action    = "deny"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# never tier database
resource "aws_network_acl_rule" "app_public_egress_1001" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 1001
  egress          = true
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.app.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "app_public_egress_2000" {
  network_acl_id = aws_network_acl.app_public.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "app_public_egress_2001" {
  network_acl_id  = aws_network_acl.app_public.id
  rule_number     = 2001
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "-1"
}

resource "aws_network_acl_association" "app_public_a" {
  subnet_id      = aws_subnet.app_public_a.id
  network_acl_id = aws_network_acl.app_public.id

  depends_on = [
    aws_network_acl_rule.app_public_ingress_100,
    aws_network_acl_rule.app_public_ingress_101,
    aws_network_acl_rule.app_public_ingress_110,
    aws_network_acl_rule.app_public_ingress_111,
    aws_network_acl_rule.app_public_ingress_1000,
    aws_network_acl_rule.app_public_ingress_1001,
    aws_network_acl_rule.app_public_ingress_2000,
    aws_network_acl_rule.app_public_ingress_2001,
    aws_network_acl_rule.app_public_ingress_2010,
    aws_network_acl_rule.app_public_ingress_2011,
    aws_network_acl_rule.app_public_ingress_2020,
    aws_network_acl_rule.app_public_ingress_2031,
    aws_network_acl_rule.app_public_ingress_2040,
    aws_network_acl_rule.app_public_ingress_2051,
    aws_network_acl_rule.app_public_ingress_2061,
    aws_network_acl_rule.app_public_ingress_2070,
    aws_network_acl_rule.app_public_ingress_2071,
    aws_network_acl_rule.app_public_ingress_2080,
    aws_network_acl_rule.app_public_ingress_2081,
    aws_network_acl_rule.app_public_egress_100,
    aws_network_acl_rule.app_public_egress_101,
    aws_network_acl_rule.app_public_egress_110,
    aws_network_acl_rule.app_public_egress_111,
    aws_network_acl_rule.app_public_egress_1000,
    aws_network_acl_rule.app_public_egress_1001,
    aws_network_acl_rule.app_public_egress_2000,
    aws_network_acl_rule.app_public_egress_2001,
  ]
}

resource "aws_network_acl_association" "app_public_c" {
  subnet_id      = aws_subnet.app_public_c.id
  network_acl_id = aws_network_acl.app_public.id

  depends_on = [aws_network_acl_association.app_public_a]
}

# --- VPN gateway ----------------------------------------------------------------------------------

resource "aws_vpn_gateway" "app" {
  amazon_side_asn = 64512

  tags = {
    Name = "app"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_gateway_attachment" "app" {
  vpc_id         = aws_vpc.app.id
  vpn_gateway_id = aws_vpn_gateway.app.id
}

resource "aws_vpn_gateway_route_propagation" "app_database" {
  route_table_id = aws_route_table.app_database.id
  vpn_gateway_id = aws_vpn_gateway.app.id

  depends_on = [aws_vpn_gateway_attachment.app]
}

resource "aws_vpn_gateway_route_propagation" "app_private_a" {
  route_table_id = aws_route_table.app_private_a.id
  vpn_gateway_id = aws_vpn_gateway.app.id

  depends_on = [aws_vpn_gateway_attachment.app]
}

resource "aws_vpn_gateway_route_propagation" "app_private_c" {
  route_table_id = aws_route_table.app_private_c.id
  vpn_gateway_id = aws_vpn_gateway.app.id

  depends_on = [aws_vpn_gateway_attachment.app]
}

# --- Outputs --------------------------------------------------------------------------------------

output "app_nat_addresses" {
  description = "Public addresses from which VPC app opens connections, for others' allow lists"
  value = {
    a = aws_eip.app_nat_a.public_ip
    c = aws_eip.app_nat_c.public_ip
  }
}

output "app_vpn_gateway_id" {
  description = "The VPN gateway of VPC app"
  value       = aws_vpn_gateway.app.id
}

output "app_vpc_id" {
  description = "The VPC app"
  value       = aws_vpc.app.id
}

output "app_database_subnet_ids" {
  description = "Subnets of tier database in zones a, c"
  value = {
    a = aws_subnet.app_database_a.id
    c = aws_subnet.app_database_c.id
  }
}

output "app_private_subnet_ids" {
  description = "Subnets of tier private in zones a, c"
  value = {
    a = aws_subnet.app_private_a.id
    c = aws_subnet.app_private_c.id
  }
}

output "app_public_subnet_ids" {
  description = "Subnets of tier public in zones a, c"
  value = {
    a = aws_subnet.app_public_a.id
    c = aws_subnet.app_public_c.id
  }
}

output "app_db_security_group_id" {
  description = "Security group db of VPC app"
  value       = aws_security_group.app_db.id
}
