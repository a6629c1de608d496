# everything: VPC main: security groups and network ACLs, eu-west-1. Made by netgen from everything.yaml; change that file and render again.

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "main_app" {
  vpc_id      = aws_vpc.main.id
  name_prefix = "main-app-"
  description = "main app"

  tags = {
    Name           = "main-app"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "main_app_to_anywhere_icmp_type_3_code_4" {
  security_group_id = aws_security_group.main_app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "icmp"
  from_port         = 3
  to_port           = 4
  description       = "icmp type 3 code 4 to the internet"
}

resource "aws_vpc_security_group_egress_rule" "main_app_to_anywhere_icmp_type_8_code_0" {
  security_group_id = aws_security_group.main_app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "icmp"
  from_port         = 8
  to_port           = 0
  description       = "icmp type 8 code 0 to the internet"
}

resource "aws_vpc_security_group_egress_rule" "main_app_to_anywhere_ipv6_icmpv6_type_128_code_0" {
  security_group_id = aws_security_group.main_app.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "icmpv6"
  from_port         = 128
  to_port           = 0
  description       = "icmpv6 type 128 code 0 to the internet"
}

resource "aws_vpc_security_group_egress_rule" "main_app_to_10_20_0_0_16_udp_53" {
  security_group_id = aws_security_group.main_app.id
  cidr_ipv4         = "10.20.0.0/16"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "udp 53 to 10.20.0.0/16"
}

resource "aws_vpc_security_group_egress_rule" "main_app_to_2001_db8_0_0_0_0_0_0_32_tcp_443" {
  security_group_id = aws_security_group.main_app.id
  cidr_ipv6         = "2001:db8::/32"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to 2001:db8::/32"
}

resource "aws_security_group" "main_db" {
  vpc_id      = aws_vpc.main.id
  name_prefix = "main-db-"
  description = "main db"

  tags = {
    Name           = "main-db"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "main_db_to_nobody_all" {
  security_group_id = aws_security_group.main_db.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_security_group" "main_mesh" {
  vpc_id      = aws_vpc.main.id
  name_prefix = "main-mesh-"
  description = "main mesh"

  tags = {
    Name           = "main-mesh"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "main_mesh_to_nobody_all" {
  security_group_id = aws_security_group.main_mesh.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_security_group" "main_web" {
  vpc_id      = aws_vpc.main.id
  name_prefix = "main-web-"
  description = "Load balancers of the shop (HTTPS and QUIC)"

  tags = {
    Name           = "main-web"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_anywhere_tcp_80" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  description       = "web traffic"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_anywhere_ipv6_tcp_80" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  description       = "web traffic"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_anywhere_tcp_443" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "web traffic"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_anywhere_ipv6_tcp_443" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "web traffic"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_anywhere_udp_443" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "udp"
  from_port         = 443
  to_port           = 443
  description       = "web traffic"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_anywhere_ipv6_udp_443" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "udp"
  from_port         = 443
  to_port           = 443
  description       = "web traffic"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_pl_0123456789abcdef0_icmp" {
  security_group_id = aws_security_group.main_web.id
  prefix_list_id    = "pl-0123456789abcdef0"
  ip_protocol       = "icmp"
  from_port         = -1
  to_port           = -1
  description       = "icmp from pl-0123456789abcdef0"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_10_20_0_0_16_tcp_9101" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv4         = "10.20.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 9101
  to_port           = 9101
  description       = "tcp 9101 from vpc"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_10_21_0_0_20_tcp_9101" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv4         = "10.21.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 9101
  to_port           = 9101
  description       = "tcp 9101 from vpc"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_100_64_0_0_16_tcp_9101" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv4         = "100.64.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 9101
  to_port           = 9101
  description       = "tcp 9101 from vpc"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_own_ipv6_0_256_tcp_9101" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv6         = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 0, 0)
  ip_protocol       = "tcp"
  from_port         = 9101
  to_port           = 9101
  description       = "tcp 9101 from vpc"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_10_20_0_0_23_udp_514" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv4         = "10.20.0.0/23"
  ip_protocol       = "udp"
  from_port         = 514
  to_port           = 514
  description       = "udp 514 from tier/app"
}

resource "aws_vpc_security_group_ingress_rule" "main_web_from_own_ipv6_1_2_udp_514" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv6         = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 7, 1)
  ip_protocol       = "udp"
  from_port         = 514
  to_port           = 514
  description       = "udp 514 from tier/app"
}

resource "aws_vpc_security_group_egress_rule" "main_web_to_anywhere_all" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

resource "aws_vpc_security_group_egress_rule" "main_web_to_anywhere_ipv6_all" {
  security_group_id = aws_security_group.main_web.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
  description       = "everything"
}

resource "aws_vpc_security_group_ingress_rule" "main_app_from_app_all" {
  security_group_id            = aws_security_group.main_app.id
  referenced_security_group_id = aws_security_group.main_app.id
  ip_protocol                  = "-1"
  description                  = "all from app"
}

resource "aws_vpc_security_group_ingress_rule" "main_app_from_mesh_tcp_15017" {
  security_group_id            = aws_security_group.main_app.id
  referenced_security_group_id = aws_security_group.main_mesh.id
  ip_protocol                  = "tcp"
  from_port                    = 15017
  to_port                      = 15017
  description                  = "tcp 15017 from mesh"
}

resource "aws_vpc_security_group_ingress_rule" "main_app_from_web_tcp_8000_8100" {
  security_group_id            = aws_security_group.main_app.id
  referenced_security_group_id = aws_security_group.main_web.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8100
  description                  = "tcp 8000-8100 from web"
}

resource "aws_vpc_security_group_egress_rule" "main_app_to_app_all" {
  security_group_id            = aws_security_group.main_app.id
  referenced_security_group_id = aws_security_group.main_app.id
  ip_protocol                  = "-1"
  description                  = "all to app"
}

resource "aws_vpc_security_group_egress_rule" "main_app_to_db_tcp_5432" {
  security_group_id            = aws_security_group.main_app.id
  referenced_security_group_id = aws_security_group.main_db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "tcp 5432 to db"
}

resource "aws_vpc_security_group_ingress_rule" "main_db_from_app_icmp_type_8_code_0" {
  security_group_id            = aws_security_group.main_db.id
  referenced_security_group_id = aws_security_group.main_app.id
  ip_protocol                  = "icmp"
  from_port                    = 8
  to_port                      = 0
  description                  = "icmp type 8 code 0 from app"
}

resource "aws_vpc_security_group_ingress_rule" "main_db_from_app_icmpv6" {
  security_group_id            = aws_security_group.main_db.id
  referenced_security_group_id = aws_security_group.main_app.id
  ip_protocol                  = "icmpv6"
  from_port                    = -1
  to_port                      = -1
  description                  = "icmpv6 from app"
}

resource "aws_vpc_security_group_ingress_rule" "main_db_from_app_tcp_5432" {
  security_group_id            = aws_security_group.main_db.id
  referenced_security_group_id = aws_security_group.main_app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "tcp 5432 from app"
}

resource "aws_vpc_security_group_egress_rule" "main_mesh_to_app_tcp_15017" {
  security_group_id            = aws_security_group.main_mesh.id
  referenced_security_group_id = aws_security_group.main_app.id
  ip_protocol                  = "tcp"
  from_port                    = 15017
  to_port                      = 15017
  description                  = "tcp 15017 to app"
}

# --- Network ACL of tier data ---------------------------------------------------------------------

resource "aws_network_acl" "main_data" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main-data"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

# tier app
resource "aws_network_acl_rule" "main_data_ingress_100" {
  network_acl_id = aws_network_acl.main_data.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.20.0.0/23"
  protocol       = "tcp"
  from_port      = 5432
  to_port        = 5432
}

# tier app
resource "aws_network_acl_rule" "main_data_ingress_101" {
  network_acl_id  = aws_network_acl.main_data.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 7, 1)
  protocol        = "tcp"
  from_port       = 5432
  to_port         = 5432
}

# the internet
resource "aws_network_acl_rule" "main_data_ingress_110" {
  network_acl_id = aws_network_acl.main_data.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 65535
}

# the internet
resource "aws_network_acl_rule" "main_data_ingress_111" {
  network_acl_id  = aws_network_acl.main_data.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 65535
}

# tier app
resource "aws_network_acl_rule" "main_data_ingress_120" {
  network_acl_id = aws_network_acl.main_data.id
  rule_number    = 120
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.20.0.0/23"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# tier app
resource "aws_network_acl_rule" "main_data_ingress_121" {
  network_acl_id = aws_network_acl.main_data.id
  rule_number    = 121
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.20.0.0/23"
  protocol       = "icmp"
  icmp_type      = 8
  icmp_code      = -1
}

# tier app
resource "aws_network_acl_rule" "main_data_ingress_122" {
  network_acl_id  = aws_network_acl.main_data.id
  rule_number     = 122
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 7, 1)
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# tier pods
resource "aws_network_acl_rule" "main_data_ingress_200" {
  network_acl_id = aws_network_acl.main_data.id
  rule_number    = 200
  egress         = false
  rule_action    = "deny"
  cidr_block     = "100.64.0.0/17"
  protocol       = "-1"
}

# tier pods
resource "aws_network_acl_rule" "main_data_ingress_201" {
  network_acl_id  = aws_network_acl.main_data.id
  rule_number     = 201
  egress          = false
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 7, 0)
  protocol        = "-1"
}

# tier app
resource "aws_network_acl_rule" "main_data_egress_100" {
  network_acl_id = aws_network_acl.main_data.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.20.0.0/23"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 65535
}

# tier app
resource "aws_network_acl_rule" "main_data_egress_101" {
  network_acl_id  = aws_network_acl.main_data.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 7, 1)
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 65535
}

# the internet
resource "aws_network_acl_rule" "main_data_egress_110" {
  network_acl_id = aws_network_acl.main_data.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 443
  to_port        = 443
}

# the internet
resource "aws_network_acl_rule" "main_data_egress_111" {
  network_acl_id  = aws_network_acl.main_data.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 443
  to_port         = 443
}

resource "aws_network_acl_association" "main_data_euw1_az1" {
  subnet_id      = aws_subnet.main_data_euw1_az1.id
  network_acl_id = aws_network_acl.main_data.id

  depends_on = [
    aws_network_acl_rule.main_data_ingress_100,
    aws_network_acl_rule.main_data_ingress_101,
    aws_network_acl_rule.main_data_ingress_110,
    aws_network_acl_rule.main_data_ingress_111,
    aws_network_acl_rule.main_data_ingress_120,
    aws_network_acl_rule.main_data_ingress_121,
    aws_network_acl_rule.main_data_ingress_122,
    aws_network_acl_rule.main_data_ingress_200,
    aws_network_acl_rule.main_data_ingress_201,
    aws_network_acl_rule.main_data_egress_100,
    aws_network_acl_rule.main_data_egress_101,
    aws_network_acl_rule.main_data_egress_110,
    aws_network_acl_rule.main_data_egress_111,
  ]
}

resource "aws_network_acl_association" "main_data_euw1_az3" {
  subnet_id      = aws_subnet.main_data_euw1_az3.id
  network_acl_id = aws_network_acl.main_data.id

  depends_on = [aws_network_acl_association.main_data_euw1_az1]
}

# --- Outputs --------------------------------------------------------------------------------------

output "main_app_security_group_id" {
  description = "Security group app of VPC main"
  value       = aws_security_group.main_app.id
}

output "main_db_security_group_id" {
  description = "Security group db of VPC main"
  value       = aws_security_group.main_db.id
}

output "main_mesh_security_group_id" {
  description = "Security group mesh of VPC main"
  value       = aws_security_group.main_mesh.id
}

output "main_web_security_group_id" {
  description = "Security group web of VPC main"
  value       = aws_security_group.main_web.id
}
