# pairs: VPC hub, eu-west-1. Made by netgen from accounts-peers.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "hub" {
  cidr_block                       = "10.0.0.0/20"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name = "hub"
  }
}

resource "aws_default_security_group" "hub" {
  vpc_id = aws_vpc.hub.id

  tags = {
    Name = "hub-default"
  }
}

resource "aws_internet_gateway" "hub" {
  vpc_id = aws_vpc.hub.id

  tags = {
    Name = "hub"
  }
}

resource "aws_egress_only_internet_gateway" "hub" {
  vpc_id = aws_vpc.hub.id

  tags = {
    Name = "hub"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "hub_nat_euw1_az1" {
  domain = "vpc"

  tags = {
    Name = "hub-nat-euw1-az1"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.hub]
}

resource "aws_nat_gateway" "hub_euw1_az1" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.hub_public_euw1_az1.id
  allocation_id     = aws_eip.hub_nat_euw1_az1.id

  tags = {
    Name = "hub-nat-euw1-az1"
  }

  depends_on = [aws_internet_gateway.hub]
}

# --- Tier public: 10.0.4.0/22, default route to the internet gateway ------------------------------

resource "aws_subnet" "hub_public_euw1_az1" {
  vpc_id                          = aws_vpc.hub.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.0.4.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.hub.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "hub-public-euw1-az1"
  }
}

resource "aws_subnet" "hub_public_euw1_az2" {
  vpc_id                          = aws_vpc.hub.id
  availability_zone_id            = "euw1-az2"
  cidr_block                      = "10.0.5.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.hub.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "hub-public-euw1-az2"
  }
}

resource "aws_route_table" "hub_public" {
  vpc_id = aws_vpc.hub.id

  tags = {
    Name = "hub-public"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "hub_public_default" {
  route_table_id         = aws_route_table.hub_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.hub.id
}

resource "aws_route" "hub_public_default_ipv6" {
  route_table_id              = aws_route_table.hub_public.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.hub.id
}

resource "aws_route_table_association" "hub_public_euw1_az1" {
  subnet_id      = aws_subnet.hub_public_euw1_az1.id
  route_table_id = aws_route_table.hub_public.id

  depends_on = [aws_route.hub_public_default, aws_route.hub_public_default_ipv6]
}

resource "aws_route_table_association" "hub_public_euw1_az2" {
  subnet_id      = aws_subnet.hub_public_euw1_az2.id
  route_table_id = aws_route_table.hub_public.id

  depends_on = [aws_route_table_association.hub_public_euw1_az1]
}

# --- Tier app: 10.0.0.0/22, default route by the NAT gateway --------------------------------------

resource "aws_subnet" "hub_app_euw1_az1" {
  vpc_id                          = aws_vpc.hub.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.0.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.hub.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "hub-app-euw1-az1"
  }
}

resource "aws_subnet" "hub_app_euw1_az2" {
  vpc_id                          = aws_vpc.hub.id
  availability_zone_id            = "euw1-az2"
  cidr_block                      = "10.0.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.hub.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name = "hub-app-euw1-az2"
  }
}

resource "aws_route_table" "hub_app_euw1_az1" {
  vpc_id = aws_vpc.hub.id

  tags = {
    Name = "hub-app-euw1-az1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "hub_app_euw1_az1_default" {
  route_table_id         = aws_route_table.hub_app_euw1_az1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.hub_euw1_az1.id
}

resource "aws_route" "hub_app_euw1_az1_default_ipv6" {
  route_table_id              = aws_route_table.hub_app_euw1_az1.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.hub.id
}

resource "aws_route_table_association" "hub_app_euw1_az1" {
  subnet_id      = aws_subnet.hub_app_euw1_az1.id
  route_table_id = aws_route_table.hub_app_euw1_az1.id

  depends_on = [aws_route.hub_app_euw1_az1_default, aws_route.hub_app_euw1_az1_default_ipv6]
}

resource "aws_route_table" "hub_app_euw1_az2" {
  vpc_id = aws_vpc.hub.id

  tags = {
    Name = "hub-app-euw1-az2"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "hub_app_euw1_az2_default" {
  route_table_id         = aws_route_table.hub_app_euw1_az2.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.hub_euw1_az1.id
}

resource "aws_route" "hub_app_euw1_az2_default_ipv6" {
  route_table_id              = aws_route_table.hub_app_euw1_az2.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.hub.id
}

resource "aws_route_table_association" "hub_app_euw1_az2" {
  subnet_id      = aws_subnet.hub_app_euw1_az2.id
  route_table_id = aws_route_table.hub_app_euw1_az2.id

  depends_on = [aws_route.hub_app_euw1_az2_default, aws_route.hub_app_euw1_az2_default_ipv6]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "hub_ops" {
  vpc_id      = aws_vpc.hub.id
  name_prefix = "hub-ops-"
  description = "hub ops"

  tags = {
    Name = "hub-ops"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "hub_ops_to_10_1_0_0_20_tcp_443" {
  security_group_id = aws_security_group.hub_ops.id
  cidr_ipv4         = "10.1.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to vpc/shop/group/web"
}

# --- Outputs --------------------------------------------------------------------------------------

output "hub_nat_addresses" {
  description = "Public addresses from which VPC hub opens connections, for others' allow lists"
  value = {
    euw1-az1 = aws_eip.hub_nat_euw1_az1.public_ip
  }
}

output "hub_vpc_id" {
  description = "The VPC hub"
  value       = aws_vpc.hub.id
}

output "hub_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.hub_app_euw1_az1.id
    euw1-az2 = aws_subnet.hub_app_euw1_az2.id
  }
}

output "hub_public_subnet_ids" {
  description = "Subnets of tier public in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.hub_public_euw1_az1.id
    euw1-az2 = aws_subnet.hub_public_euw1_az2.id
  }
}

output "hub_ops_security_group_id" {
  description = "Security group ops of VPC hub"
  value       = aws_security_group.hub_ops.id
}
