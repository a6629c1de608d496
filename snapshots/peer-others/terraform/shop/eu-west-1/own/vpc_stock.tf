# guests: VPC stock, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "stock" {
  cidr_block           = "10.64.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "stock"
  }
}

resource "aws_default_security_group" "stock" {
  vpc_id = aws_vpc.stock.id

  tags = {
    Name = "stock-default"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "stock_10_80_0_0_22" {
  vpc_id     = aws_vpc.stock.id
  cidr_block = "10.80.0.0/22"
}

resource "aws_vpc_ipv4_cidr_block_association" "stock_100_64_0_0_20" {
  vpc_id     = aws_vpc.stock.id
  cidr_block = "100.64.0.0/20"
}

# --- Tier app: 10.64.16.0/22, no default route ----------------------------------------------------

resource "aws_subnet" "stock_app_euw1_az1" {
  vpc_id                  = aws_vpc.stock.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.64.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "stock-app-euw1-az1"
  }
}

resource "aws_subnet" "stock_app_euw1_az2" {
  vpc_id                  = aws_vpc.stock.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.64.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "stock-app-euw1-az2"
  }
}

resource "aws_route_table" "stock_app" {
  vpc_id = aws_vpc.stock.id

  tags = {
    Name = "stock-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "stock_app_euw1_az1" {
  subnet_id      = aws_subnet.stock_app_euw1_az1.id
  route_table_id = aws_route_table.stock_app.id
}

resource "aws_route_table_association" "stock_app_euw1_az2" {
  subnet_id      = aws_subnet.stock_app_euw1_az2.id
  route_table_id = aws_route_table.stock_app.id

  depends_on = [aws_route_table_association.stock_app_euw1_az1]
}

# --- Network ACL of tier app ----------------------------------------------------------------------

resource "aws_network_acl" "stock_app" {
  vpc_id = aws_vpc.stock.id

  tags = {
    Name = "stock-app"
  }
}

# inside the tier
resource "aws_network_acl_rule" "stock_app_ingress_100" {
  network_acl_id = aws_network_acl.stock_app.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.64.16.0/22"
  protocol       = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "stock_app_ingress_2000" {
  network_acl_id = aws_network_acl.stock_app.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.64.0.0/20"
  protocol       = "-1"
}

# from a peered VPC
resource "aws_network_acl_rule" "stock_app_ingress_2010" {
  network_acl_id = aws_network_acl.stock_app.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "172.20.0.0/16"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "stock_app_egress_100" {
  network_acl_id = aws_network_acl.stock_app.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.64.16.0/22"
  protocol       = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "stock_app_egress_2000" {
  network_acl_id = aws_network_acl.stock_app.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.64.0.0/20"
  protocol       = "-1"
}

# to a peered VPC
resource "aws_network_acl_rule" "stock_app_egress_2010" {
  network_acl_id = aws_network_acl.stock_app.id
  rule_number    = 2010
  egress         = true
  rule_action    = "allow"
  cidr_block     = "172.20.0.0/16"
  protocol       = "-1"
}

resource "aws_network_acl_association" "stock_app_euw1_az1" {
  subnet_id      = aws_subnet.stock_app_euw1_az1.id
  network_acl_id = aws_network_acl.stock_app.id

  depends_on = [
    aws_network_acl_rule.stock_app_ingress_100,
    aws_network_acl_rule.stock_app_ingress_2000,
    aws_network_acl_rule.stock_app_ingress_2010,
    aws_network_acl_rule.stock_app_egress_100,
    aws_network_acl_rule.stock_app_egress_2000,
    aws_network_acl_rule.stock_app_egress_2010,
  ]
}

resource "aws_network_acl_association" "stock_app_euw1_az2" {
  subnet_id      = aws_subnet.stock_app_euw1_az2.id
  network_acl_id = aws_network_acl.stock_app.id

  depends_on = [aws_network_acl_association.stock_app_euw1_az1]
}

# --- Outputs --------------------------------------------------------------------------------------

output "stock_vpc_id" {
  description = "The VPC stock"
  value       = aws_vpc.stock.id
}

output "stock_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.stock_app_euw1_az1.id
    euw1-az2 = aws_subnet.stock_app_euw1_az2.id
  }
}
