# outputs: VPC core: security groups and network ACLs, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "core_web" {
  vpc_id      = aws_vpc.core.id
  name_prefix = "core-web-"
  description = "core web"

  tags = {
    Name = "core-web"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "core_web_from_10_0_0_0_20_tcp_443" {
  security_group_id = aws_security_group.core_web.id
  cidr_ipv4         = "10.0.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from vpc"
}

resource "aws_vpc_security_group_ingress_rule" "core_web_from_own_ipv6_0_256_tcp_443" {
  security_group_id = aws_security_group.core_web.id
  cidr_ipv6         = cidrsubnet(aws_vpc.core.ipv6_cidr_block, 0, 0)
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from vpc"
}

resource "aws_vpc_security_group_egress_rule" "core_web_to_10_0_0_0_20_tcp_443" {
  security_group_id = aws_security_group.core_web.id
  cidr_ipv4         = "10.0.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to vpc"
}

resource "aws_vpc_security_group_egress_rule" "core_web_to_own_ipv6_0_256_tcp_443" {
  security_group_id = aws_security_group.core_web.id
  cidr_ipv6         = cidrsubnet(aws_vpc.core.ipv6_cidr_block, 0, 0)
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to vpc"
}

# --- Network ACL of tier app ----------------------------------------------------------------------

resource "aws_network_acl" "core_app" {
  vpc_id = aws_vpc.core.id

  tags = {
    Name = "core-app"
  }
}

# inside the tier
resource "aws_network_acl_rule" "core_app_ingress_100" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "core_app_ingress_101" {
  network_acl_id  = aws_network_acl.core_app.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.core.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# replies to connections opened from here
resource "aws_network_acl_rule" "core_app_ingress_2000" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "core_app_ingress_2001" {
  network_acl_id  = aws_network_acl.core_app.id
  rule_number     = 2001
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 3390
  to_port         = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "core_app_ingress_2010" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "core_app_ingress_2011" {
  network_acl_id  = aws_network_acl.core_app.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 3390
  to_port         = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "core_app_ingress_2020" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# path MTU discovery over IPv6
resource "aws_network_acl_rule" "core_app_ingress_2031" {
  network_acl_id  = aws_network_acl.core_app.id
  rule_number     = 2031
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# from the transit gateway
resource "aws_network_acl_rule" "core_app_ingress_2040" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/20"
  protocol       = "-1"
}

# from the transit gateway
resource "aws_network_acl_rule" "core_app_ingress_2050" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2050
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.2.0.0/20"
  protocol       = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "core_app_ingress_2060" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2060
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.3.0.0/20"
  protocol       = "-1"
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "core_app_ingress_2070" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2070
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "core_app_ingress_2071" {
  network_acl_id  = aws_network_acl.core_app.id
  rule_number     = 2071
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "core_app_ingress_2080" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2080
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "core_app_ingress_2081" {
  network_acl_id  = aws_network_acl.core_app.id
  rule_number     = 2081
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 1024
  to_port         = 3388
}

# inside the tier
resource "aws_network_acl_rule" "core_app_egress_100" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "core_app_egress_101" {
  network_acl_id  = aws_network_acl.core_app.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.core.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "core_app_egress_2000" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "core_app_egress_2001" {
  network_acl_id  = aws_network_acl.core_app.id
  rule_number     = 2001
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "core_app_egress_2010" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/20"
  protocol       = "-1"
}

# to the transit gateway
resource "aws_network_acl_rule" "core_app_egress_2020" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2020
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.2.0.0/20"
  protocol       = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "core_app_egress_2030" {
  network_acl_id = aws_network_acl.core_app.id
  rule_number    = 2030
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.3.0.0/20"
  protocol       = "-1"
}

resource "aws_network_acl_association" "core_app_euw1_az1" {
  subnet_id      = aws_subnet.core_app_euw1_az1.id
  network_acl_id = aws_network_acl.core_app.id

  depends_on = [
    aws_network_acl_rule.core_app_ingress_100,
    aws_network_acl_rule.core_app_ingress_101,
    aws_network_acl_rule.core_app_ingress_2000,
    aws_network_acl_rule.core_app_ingress_2001,
    aws_network_acl_rule.core_app_ingress_2010,
    aws_network_acl_rule.core_app_ingress_2011,
    aws_network_acl_rule.core_app_ingress_2020,
    aws_network_acl_rule.core_app_ingress_2031,
    aws_network_acl_rule.core_app_ingress_2040,
    aws_network_acl_rule.core_app_ingress_2050,
    aws_network_acl_rule.core_app_ingress_2060,
    aws_network_acl_rule.core_app_ingress_2070,
    aws_network_acl_rule.core_app_ingress_2071,
    aws_network_acl_rule.core_app_ingress_2080,
    aws_network_acl_rule.core_app_ingress_2081,
    aws_network_acl_rule.core_app_egress_100,
    aws_network_acl_rule.core_app_egress_101,
    aws_network_acl_rule.core_app_egress_2000,
    aws_network_acl_rule.core_app_egress_2001,
    aws_network_acl_rule.core_app_egress_2010,
    aws_network_acl_rule.core_app_egress_2020,
    aws_network_acl_rule.core_app_egress_2030,
  ]
}

resource "aws_network_acl_association" "core_app_euw1_az2" {
  subnet_id      = aws_subnet.core_app_euw1_az2.id
  network_acl_id = aws_network_acl.core_app.id

  depends_on = [aws_network_acl_association.core_app_euw1_az1]
}

# --- Outputs --------------------------------------------------------------------------------------

output "core_web_security_group_id" {
  description = "Security group web of VPC core"
  value       = aws_security_group.core_web.id
}
