# corp: VPC accounts (made as ledger), ap-northeast-1. Made by netgen from relabelled.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "accounts" {
  cidr_block           = "10.0.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "ledger"
  }
}

resource "aws_default_security_group" "accounts" {
  vpc_id = aws_vpc.accounts.id

  tags = {
    Name = "ledger-default"
  }
}

# --- Tier data: 10.0.0.0/22, no default route -----------------------------------------------------

resource "aws_subnet" "accounts_data_a" {
  vpc_id                  = aws_vpc.accounts.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "ledger-data-a"
  }
}

resource "aws_subnet" "accounts_data_c" {
  vpc_id                  = aws_vpc.accounts.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "ledger-data-c"
  }
}

resource "aws_route_table" "accounts_data" {
  vpc_id = aws_vpc.accounts.id

  tags = {
    Name = "ledger-data"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "accounts_data_a" {
  subnet_id      = aws_subnet.accounts_data_a.id
  route_table_id = aws_route_table.accounts_data.id
}

resource "aws_route_table_association" "accounts_data_c" {
  subnet_id      = aws_subnet.accounts_data_c.id
  route_table_id = aws_route_table.accounts_data.id

  depends_on = [aws_route_table_association.accounts_data_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "accounts_db" {
  vpc_id      = aws_vpc.accounts.id
  name_prefix = "ledger-db-"
  description = "ledger db"

  tags = {
    Name = "ledger-db"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "accounts_db_from_10_0_0_0_22_tcp_5432" {
  security_group_id = aws_security_group.accounts_db.id
  cidr_ipv4         = "10.0.0.0/22"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "tcp 5432 from tier/data"
}

resource "aws_vpc_security_group_egress_rule" "accounts_db_to_anywhere_all" {
  security_group_id = aws_security_group.accounts_db.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

# --- Outputs --------------------------------------------------------------------------------------

output "ledger_vpc_id" {
  description = "The VPC ledger"
  value       = aws_vpc.accounts.id
}

output "ledger_data_subnet_ids" {
  description = "Subnets of tier data in zones a, c"
  value = {
    a = aws_subnet.accounts_data_a.id
    c = aws_subnet.accounts_data_c.id
  }
}

output "ledger_db_security_group_id" {
  description = "Security group db of VPC ledger"
  value       = aws_security_group.accounts_db.id
}
