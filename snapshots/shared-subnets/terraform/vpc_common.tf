# shared: VPC common, eu-west-1. Made by netgen from shared-subnets.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "common" {
  cidr_block           = "10.0.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "common"
    Owner = "network"
  }
}

resource "aws_default_security_group" "common" {
  vpc_id = aws_vpc.common.id

  tags = {
    Name  = "common-default"
    Owner = "network"
  }
}

# --- Tier app: 10.0.0.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "common_app_euw1_az1" {
  vpc_id                  = aws_vpc.common.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "common-app-euw1-az1"
    Owner = "network"
  }
}

resource "aws_subnet" "common_app_euw1_az2" {
  vpc_id                  = aws_vpc.common.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "common-app-euw1-az2"
    Owner = "network"
  }
}

resource "aws_route_table" "common_app" {
  vpc_id = aws_vpc.common.id

  tags = {
    Name  = "common-app"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "common_app_euw1_az1" {
  subnet_id      = aws_subnet.common_app_euw1_az1.id
  route_table_id = aws_route_table.common_app.id
}

resource "aws_route_table_association" "common_app_euw1_az2" {
  subnet_id      = aws_subnet.common_app_euw1_az2.id
  route_table_id = aws_route_table.common_app.id

  depends_on = [aws_route_table_association.common_app_euw1_az1]
}

# --- Tier data: 10.0.4.0/24, no default route -----------------------------------------------------

resource "aws_subnet" "common_data_euw1_az1" {
  vpc_id                  = aws_vpc.common.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.0.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "common-data-euw1-az1"
    Owner = "network"
  }
}

resource "aws_subnet" "common_data_euw1_az2" {
  vpc_id                  = aws_vpc.common.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.0.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "common-data-euw1-az2"
    Owner = "network"
  }
}

resource "aws_route_table" "common_data" {
  vpc_id = aws_vpc.common.id

  tags = {
    Name  = "common-data"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "common_data_euw1_az1" {
  subnet_id      = aws_subnet.common_data_euw1_az1.id
  route_table_id = aws_route_table.common_data.id
}

resource "aws_route_table_association" "common_data_euw1_az2" {
  subnet_id      = aws_subnet.common_data_euw1_az2.id
  route_table_id = aws_route_table.common_data.id

  depends_on = [aws_route_table_association.common_data_euw1_az1]
}

# --- Tier own: 10.0.5.0/24, no default route ------------------------------------------------------

resource "aws_subnet" "common_own_euw1_az1" {
  vpc_id                  = aws_vpc.common.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.0.5.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "common-own-euw1-az1"
    Owner = "network"
  }
}

resource "aws_subnet" "common_own_euw1_az2" {
  vpc_id                  = aws_vpc.common.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.0.5.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "common-own-euw1-az2"
    Owner = "network"
  }
}

resource "aws_route_table" "common_own" {
  vpc_id = aws_vpc.common.id

  tags = {
    Name  = "common-own"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "common_own_euw1_az1" {
  subnet_id      = aws_subnet.common_own_euw1_az1.id
  route_table_id = aws_route_table.common_own.id
}

resource "aws_route_table_association" "common_own_euw1_az2" {
  subnet_id      = aws_subnet.common_own_euw1_az2.id
  route_table_id = aws_route_table.common_own.id

  depends_on = [aws_route_table_association.common_own_euw1_az1]
}

# --- Sharing of tier app --------------------------------------------------------------------------

resource "aws_ram_resource_share" "common_app" {
  name                      = "shared-common-app"
  allow_external_principals = false

  tags = {
    Name  = "common-app"
    Owner = "network"
  }
}

resource "aws_ram_resource_association" "common_app_euw1_az1" {
  resource_share_arn = aws_ram_resource_share.common_app.arn
  resource_arn       = aws_subnet.common_app_euw1_az1.arn
}

resource "aws_ram_resource_association" "common_app_euw1_az2" {
  resource_share_arn = aws_ram_resource_share.common_app.arn
  resource_arn       = aws_subnet.common_app_euw1_az2.arn
}

# --- Sharing of tier data -------------------------------------------------------------------------

resource "aws_ram_resource_share" "common_data" {
  name                      = "shared-common-data"
  allow_external_principals = false

  tags = {
    Name  = "common-data"
    Owner = "network"
  }
}

resource "aws_ram_resource_association" "common_data_euw1_az1" {
  resource_share_arn = aws_ram_resource_share.common_data.arn
  resource_arn       = aws_subnet.common_data_euw1_az1.arn
}

resource "aws_ram_resource_association" "common_data_euw1_az2" {
  resource_share_arn = aws_ram_resource_share.common_data.arn
  resource_arn       = aws_subnet.common_data_euw1_az2.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "common_vpc_id" {
  description = "The VPC common"
  value       = aws_vpc.common.id
}

output "common_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.common_app_euw1_az1.id
    euw1-az2 = aws_subnet.common_app_euw1_az2.id
  }
}

output "common_data_subnet_ids" {
  description = "Subnets of tier data in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.common_data_euw1_az1.id
    euw1-az2 = aws_subnet.common_data_euw1_az2.id
  }
}

output "common_own_subnet_ids" {
  description = "Subnets of tier own in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.common_own_euw1_az1.id
    euw1-az2 = aws_subnet.common_own_euw1_az2.id
  }
}
