# pairs: VPC data, eu-north-1. Made by netgen from accounts-peers.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "data" {
  cidr_block                       = "10.2.0.0/20"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name = "data"
  }
}

resource "aws_default_security_group" "data" {
  vpc_id = aws_vpc.data.id

  tags = {
    Name = "data-default"
  }
}

# --- Tier store: 10.2.0.0/22, no default route ----------------------------------------------------

resource "aws_subnet" "data_store_eun1_az1" {
  vpc_id                          = aws_vpc.data.id
  availability_zone_id            = "eun1-az1"
  cidr_block                      = "10.2.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.data.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "data-store-eun1-az1"
  }
}

resource "aws_subnet" "data_store_eun1_az2" {
  vpc_id                          = aws_vpc.data.id
  availability_zone_id            = "eun1-az2"
  cidr_block                      = "10.2.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.data.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "data-store-eun1-az2"
  }
}

resource "aws_route_table" "data_store" {
  vpc_id = aws_vpc.data.id

  tags = {
    Name = "data-store"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "data_store_eun1_az1" {
  subnet_id      = aws_subnet.data_store_eun1_az1.id
  route_table_id = aws_route_table.data_store.id
}

resource "aws_route_table_association" "data_store_eun1_az2" {
  subnet_id      = aws_subnet.data_store_eun1_az2.id
  route_table_id = aws_route_table.data_store.id

  depends_on = [aws_route_table_association.data_store_eun1_az1]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "data_store" {
  vpc_id      = aws_vpc.data.id
  name_prefix = "data-store-"
  description = "data store"

  tags = {
    Name = "data-store"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "data_store_from_10_1_0_0_20_tcp_5432" {
  security_group_id = aws_security_group.data_store.id
  cidr_ipv4         = "10.1.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "tcp 5432 from vpc/shop/group/web"
}

resource "aws_vpc_security_group_egress_rule" "data_store_to_anywhere_all" {
  security_group_id = aws_security_group.data_store.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "everything"
}

resource "aws_vpc_security_group_egress_rule" "data_store_to_anywhere_ipv6_all" {
  security_group_id = aws_security_group.data_store.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
  description       = "everything"
}

# --- Outputs --------------------------------------------------------------------------------------

output "data_vpc_id" {
  description = "The VPC data"
  value       = aws_vpc.data.id
}

output "data_store_subnet_ids" {
  description = "Subnets of tier store in zones eun1-az1, eun1-az2"
  value = {
    eun1-az1 = aws_subnet.data_store_eun1_az1.id
    eun1-az2 = aws_subnet.data_store_eun1_az2.id
  }
}

output "data_store_security_group_id" {
  description = "Security group store of VPC data"
  value       = aws_security_group.data_store.id
}
