# one-root-regions: VPC backup, eu-north-1. Made by netgen from one-root-regions.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "backup" {
  provider = aws.eu_north_1

  cidr_block           = "10.1.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "backup"
  }
}

resource "aws_default_security_group" "backup" {
  provider = aws.eu_north_1

  vpc_id = aws_vpc.backup.id

  tags = {
    Name = "backup-default"
  }
}

# --- Tier app: 10.1.0.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "backup_app_eun1_az1" {
  provider = aws.eu_north_1

  vpc_id                  = aws_vpc.backup.id
  availability_zone_id    = "eun1-az1"
  cidr_block              = "10.1.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "backup-app-eun1-az1"
  }
}

resource "aws_subnet" "backup_app_eun1_az2" {
  provider = aws.eu_north_1

  vpc_id                  = aws_vpc.backup.id
  availability_zone_id    = "eun1-az2"
  cidr_block              = "10.1.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "backup-app-eun1-az2"
  }
}

resource "aws_route_table" "backup_app" {
  provider = aws.eu_north_1

  vpc_id = aws_vpc.backup.id

  tags = {
    Name = "backup-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "backup_app_eun1_az1" {
  provider = aws.eu_north_1

  subnet_id      = aws_subnet.backup_app_eun1_az1.id
  route_table_id = aws_route_table.backup_app.id
}

resource "aws_route_table_association" "backup_app_eun1_az2" {
  provider = aws.eu_north_1

  subnet_id      = aws_subnet.backup_app_eun1_az2.id
  route_table_id = aws_route_table.backup_app.id

  depends_on = [aws_route_table_association.backup_app_eun1_az1]
}

# --- Outputs --------------------------------------------------------------------------------------

output "backup_vpc_id" {
  description = "The VPC backup"
  value       = aws_vpc.backup.id
}

output "backup_app_subnet_ids" {
  description = "Subnets of tier app in zones eun1-az1, eun1-az2"
  value = {
    eun1-az1 = aws_subnet.backup_app_eun1_az1.id
    eun1-az2 = aws_subnet.backup_app_eun1_az2.id
  }
}
