# shared: VPC app, ap-northeast-1. Made by netgen from site-several-vpcs.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "app" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "app"
    Environment = "production"
  }
}

resource "aws_default_security_group" "app" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name        = "app-default"
    Environment = "production"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "app_10_8_0_0_20" {
  vpc_id     = aws_vpc.app.id
  cidr_block = "10.8.0.0/20"
}

# --- Tier jobs: 10.0.0.0/22, no default route -----------------------------------------------------

resource "aws_subnet" "app_jobs_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "app-jobs-a"
    Environment = "production"
  }
}

resource "aws_subnet" "app_jobs_c" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "app-jobs-c"
    Environment = "production"
  }
}

resource "aws_route_table" "app_jobs" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name        = "app-jobs"
    Environment = "production"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "app_jobs_a" {
  subnet_id      = aws_subnet.app_jobs_a.id
  route_table_id = aws_route_table.app_jobs.id
}

resource "aws_route_table_association" "app_jobs_c" {
  subnet_id      = aws_subnet.app_jobs_c.id
  route_table_id = aws_route_table.app_jobs.id

  depends_on = [aws_route_table_association.app_jobs_a]
}

# --- Tier web: 10.0.4.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "app_web_a" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.4.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "app-web-a"
    Environment = "production"
  }
}

resource "aws_subnet" "app_web_c" {
  vpc_id                  = aws_vpc.app.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.5.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "app-web-c"
    Environment = "production"
  }
}

resource "aws_route_table" "app_web" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name        = "app-web"
    Environment = "production"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "app_web_a" {
  subnet_id      = aws_subnet.app_web_a.id
  route_table_id = aws_route_table.app_web.id
}

resource "aws_route_table_association" "app_web_c" {
  subnet_id      = aws_subnet.app_web_c.id
  route_table_id = aws_route_table.app_web.id

  depends_on = [aws_route_table_association.app_web_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "app_web" {
  vpc_id      = aws_vpc.app.id
  name_prefix = "app-web-"
  description = "app web"

  tags = {
    Name        = "app-web"
    Environment = "production"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "app_web_from_192_168_0_0_18_tcp_443" {
  security_group_id = aws_security_group.app_web.id
  cidr_ipv4         = "192.168.0.0/18"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from site/tokyo"
}

resource "aws_vpc_security_group_egress_rule" "app_web_to_192_168_0_0_18_tcp_636" {
  security_group_id = aws_security_group.app_web.id
  cidr_ipv4         = "192.168.0.0/18"
  ip_protocol       = "tcp"
  from_port         = 636
  to_port           = 636
  description       = "tcp 636 to site/tokyo"
}

# --- Network ACL of tier jobs ---------------------------------------------------------------------

resource "aws_network_acl" "app_jobs" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name        = "app-jobs"
    Environment = "production"
  }
}

# inside the tier
resource "aws_network_acl_rule" "app_jobs_ingress_100" {
  network_acl_id = aws_network_acl.app_jobs.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# never tier web
resource "aws_network_acl_rule" "app_jobs_ingress_1000" {
  network_acl_id = aws_network_acl.app_jobs.id
  rule_number    = 1000
  egress         = false
  rule_action    = "deny"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "app_jobs_ingress_2000" {
  network_acl_id = aws_network_acl.app_jobs.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/16"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_jobs_egress_100" {
  network_acl_id = aws_network_acl.app_jobs.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# never tier web
resource "aws_network_acl_rule" "app_jobs_egress_1000" {
  network_acl_id = aws_network_acl.app_jobs.id
  rule_number    = 1000
  egress         = true
  rule_action    = "deny"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "app_jobs_egress_2000" {
  network_acl_id = aws_network_acl.app_jobs.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/16"
  protocol       = "-1"
}

resource "aws_network_acl_association" "app_jobs_a" {
  subnet_id      = aws_subnet.app_jobs_a.id
  network_acl_id = aws_network_acl.app_jobs.id

  depends_on = [
    aws_network_acl_rule.app_jobs_ingress_100,
    aws_network_acl_rule.app_jobs_ingress_1000,
    aws_network_acl_rule.app_jobs_ingress_2000,
    aws_network_acl_rule.app_jobs_egress_100,
    aws_network_acl_rule.app_jobs_egress_1000,
    aws_network_acl_rule.app_jobs_egress_2000,
  ]
}

resource "aws_network_acl_association" "app_jobs_c" {
  subnet_id      = aws_subnet.app_jobs_c.id
  network_acl_id = aws_network_acl.app_jobs.id

  depends_on = [aws_network_acl_association.app_jobs_a]
}

# --- Network ACL of tier web ----------------------------------------------------------------------

resource "aws_network_acl" "app_web" {
  vpc_id = aws_vpc.app.id

  tags = {
    Name        = "app-web"
    Environment = "production"
  }
}

# inside the tier
resource "aws_network_acl_rule" "app_web_ingress_100" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# never tier jobs
resource "aws_network_acl_rule" "app_web_ingress_1000" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 1000
  egress         = false
  rule_action    = "deny"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# from the VPN gateway
resource "aws_network_acl_rule" "app_web_ingress_2000" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/18"
  protocol       = "-1"
}

# from the VPN gateway
resource "aws_network_acl_rule" "app_web_ingress_2010" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "192.168.64.0/18"
  protocol       = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "app_web_ingress_2020" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/16"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "app_web_egress_100" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.4.0/22"
  protocol       = "-1"
}

# never tier jobs
resource "aws_network_acl_rule" "app_web_egress_1000" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 1000
  egress         = true
  rule_action    = "deny"
  cidr_block     = "10.0.0.0/22"
  protocol       = "-1"
}

# to the VPN gateway
resource "aws_network_acl_rule" "app_web_egress_2000" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "192.168.0.0/18"
  protocol       = "-1"
}

# to the VPN gateway
resource "aws_network_acl_rule" "app_web_egress_2010" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "192.168.64.0/18"
  protocol       = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "app_web_egress_2020" {
  network_acl_id = aws_network_acl.app_web.id
  rule_number    = 2020
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/16"
  protocol       = "-1"
}

resource "aws_network_acl_association" "app_web_a" {
  subnet_id      = aws_subnet.app_web_a.id
  network_acl_id = aws_network_acl.app_web.id

  depends_on = [
    aws_network_acl_rule.app_web_ingress_100,
    aws_network_acl_rule.app_web_ingress_1000,
    aws_network_acl_rule.app_web_ingress_2000,
    aws_network_acl_rule.app_web_ingress_2010,
    aws_network_acl_rule.app_web_ingress_2020,
    aws_network_acl_rule.app_web_egress_100,
    aws_network_acl_rule.app_web_egress_1000,
    aws_network_acl_rule.app_web_egress_2000,
    aws_network_acl_rule.app_web_egress_2010,
    aws_network_acl_rule.app_web_egress_2020,
  ]
}

resource "aws_network_acl_association" "app_web_c" {
  subnet_id      = aws_subnet.app_web_c.id
  network_acl_id = aws_network_acl.app_web.id

  depends_on = [aws_network_acl_association.app_web_a]
}

# --- VPN gateway ----------------------------------------------------------------------------------

resource "aws_vpn_gateway" "app" {
  amazon_side_asn = 64514

  tags = {
    Name        = "app"
    Environment = "production"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_gateway_attachment" "app" {
  vpc_id         = aws_vpc.app.id
  vpn_gateway_id = aws_vpn_gateway.app.id
}

resource "aws_vpn_gateway_route_propagation" "app_web" {
  route_table_id = aws_route_table.app_web.id
  vpn_gateway_id = aws_vpn_gateway.app.id

  depends_on = [aws_vpn_gateway_attachment.app]
}

# --- Outputs --------------------------------------------------------------------------------------

output "app_vpn_gateway_id" {
  description = "The VPN gateway of VPC app"
  value       = aws_vpn_gateway.app.id
}

output "app_vpc_id" {
  description = "The VPC app"
  value       = aws_vpc.app.id
}

output "app_jobs_subnet_ids" {
  description = "Subnets of tier jobs in zones a, c"
  value = {
    a = aws_subnet.app_jobs_a.id
    c = aws_subnet.app_jobs_c.id
  }
}

output "app_web_subnet_ids" {
  description = "Subnets of tier web in zones a, c"
  value = {
    a = aws_subnet.app_web_a.id
    c = aws_subnet.app_web_c.id
  }
}

output "app_web_security_group_id" {
  description = "Security group web of VPC app"
  value       = aws_security_group.app_web.id
}
