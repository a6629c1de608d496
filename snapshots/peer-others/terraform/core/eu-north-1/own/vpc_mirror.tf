# guests: VPC mirror, eu-north-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "mirror" {
  cidr_block           = "10.96.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "mirror"
  }
}

resource "aws_default_security_group" "mirror" {
  vpc_id = aws_vpc.mirror.id

  tags = {
    Name = "mirror-default"
  }
}

# --- Tier app: 10.96.0.0/22, no default route -----------------------------------------------------

resource "aws_subnet" "mirror_app_eun1_az1" {
  vpc_id                  = aws_vpc.mirror.id
  availability_zone_id    = "eun1-az1"
  cidr_block              = "10.96.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "mirror-app-eun1-az1"
  }
}

resource "aws_subnet" "mirror_app_eun1_az2" {
  vpc_id                  = aws_vpc.mirror.id
  availability_zone_id    = "eun1-az2"
  cidr_block              = "10.96.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "mirror-app-eun1-az2"
  }
}

resource "aws_route_table" "mirror_app" {
  vpc_id = aws_vpc.mirror.id

  tags = {
    Name = "mirror-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "mirror_app_eun1_az1" {
  subnet_id      = aws_subnet.mirror_app_eun1_az1.id
  route_table_id = aws_route_table.mirror_app.id
}

resource "aws_route_table_association" "mirror_app_eun1_az2" {
  subnet_id      = aws_subnet.mirror_app_eun1_az2.id
  route_table_id = aws_route_table.mirror_app.id

  depends_on = [aws_route_table_association.mirror_app_eun1_az1]
}

# --- Outputs --------------------------------------------------------------------------------------

output "mirror_vpc_id" {
  description = "The VPC mirror"
  value       = aws_vpc.mirror.id
}

output "mirror_app_subnet_ids" {
  description = "Subnets of tier app in zones eun1-az1, eun1-az2"
  value = {
    eun1-az1 = aws_subnet.mirror_app_eun1_az1.id
    eun1-az2 = aws_subnet.mirror_app_eun1_az2.id
  }
}
