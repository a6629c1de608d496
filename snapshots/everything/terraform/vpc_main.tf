# everything: VPC main, eu-west-1. Made by netgen from everything.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "main" {
  cidr_block                       = "10.20.0.0/16"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name           = "main"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main-default"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "main_10_21_0_0_20" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.21.0.0/20"
}

resource "aws_vpc_ipv4_cidr_block_association" "main_100_64_0_0_16" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "100.64.0.0/16"
}

resource "aws_vpc_dhcp_options" "main" {
  domain_name         = "corp.example"
  domain_name_servers = ["AmazonProvidedDNS"]
  ntp_servers         = ["169.254.169.123"]

  tags = {
    Name           = "main"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_dhcp_options_association" "main" {
  vpc_id          = aws_vpc.main.id
  dhcp_options_id = aws_vpc_dhcp_options.main.id
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_egress_only_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_nat_gateway" "main_euw1_az1" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.main_public_euw1_az1.id
  allocation_id     = "eipalloc-0123456789abcdef0"

  tags = {
    Name           = "main-nat-euw1-az1"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  depends_on = [aws_internet_gateway.main]
}

resource "aws_eip" "main_nat_euw1_az3" {
  domain = "vpc"

  tags = {
    Name           = "main-nat-euw1-az3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.main]
}

resource "aws_nat_gateway" "main_euw1_az3" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.main_public_euw1_az3.id
  allocation_id     = aws_eip.main_nat_euw1_az3.id

  tags = {
    Name           = "main-nat-euw1-az3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  depends_on = [aws_internet_gateway.main]
}

# --- Tier public: 10.20.2.0/25, default route to the internet gateway -----------------------------

resource "aws_subnet" "main_public_euw1_az1" {
  vpc_id                          = aws_vpc.main.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.20.2.0/26"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 6)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = true

  tags = {
    Name           = "main-public-euw1-az1"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_subnet" "main_public_euw1_az3" {
  vpc_id                          = aws_vpc.main.id
  availability_zone_id            = "euw1-az3"
  cidr_block                      = "10.20.2.64/26"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 7)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = true

  tags = {
    Name           = "main-public-euw1-az3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_route_table" "main_public" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main-public"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "main_public_default" {
  route_table_id         = aws_route_table.main_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route" "main_public_default_ipv6" {
  route_table_id              = aws_route_table.main_public.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "main_public_euw1_az1" {
  subnet_id      = aws_subnet.main_public_euw1_az1.id
  route_table_id = aws_route_table.main_public.id

  depends_on = [aws_route.main_public_default, aws_route.main_public_default_ipv6]
}

resource "aws_route_table_association" "main_public_euw1_az3" {
  subnet_id      = aws_subnet.main_public_euw1_az3.id
  route_table_id = aws_route_table.main_public.id

  depends_on = [aws_route_table_association.main_public_euw1_az1]
}

# --- Tier app: 10.20.0.0/23, default route by the NAT gateway of the same zone --------------------

resource "aws_subnet" "main_app_euw1_az1" {
  vpc_id                          = aws_vpc.main.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.20.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 2)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name                              = "main-app-euw1-az1"
    Owner                             = "Platform + Network"
    Stage                             = "test"
    "aws-like:key"                    = "a=b @ c/d"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_subnet" "main_app_euw1_az3" {
  vpc_id                          = aws_vpc.main.id
  availability_zone_id            = "euw1-az3"
  cidr_block                      = "10.20.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 3)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name                              = "main-app-euw1-az3"
    Owner                             = "Platform + Network"
    Stage                             = "test"
    "aws-like:key"                    = "a=b @ c/d"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_route_table" "main_app_euw1_az1" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main-app-euw1-az1"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "main_app_euw1_az1_default" {
  route_table_id         = aws_route_table.main_app_euw1_az1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_euw1_az1.id
}

resource "aws_route" "main_app_euw1_az1_default_ipv6" {
  route_table_id              = aws_route_table.main_app_euw1_az1.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id
}

resource "aws_route_table_association" "main_app_euw1_az1" {
  subnet_id      = aws_subnet.main_app_euw1_az1.id
  route_table_id = aws_route_table.main_app_euw1_az1.id

  depends_on = [aws_route.main_app_euw1_az1_default, aws_route.main_app_euw1_az1_default_ipv6]
}

resource "aws_route_table" "main_app_euw1_az3" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main-app-euw1-az3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "main_app_euw1_az3_default" {
  route_table_id         = aws_route_table.main_app_euw1_az3.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_euw1_az3.id
}

resource "aws_route" "main_app_euw1_az3_default_ipv6" {
  route_table_id              = aws_route_table.main_app_euw1_az3.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id
}

resource "aws_route_table_association" "main_app_euw1_az3" {
  subnet_id      = aws_subnet.main_app_euw1_az3.id
  route_table_id = aws_route_table.main_app_euw1_az3.id

  depends_on = [aws_route.main_app_euw1_az3_default, aws_route.main_app_euw1_az3_default_ipv6]
}

# --- Tier pods: 100.64.0.0/17, default route by the NAT gateway of the same zone ------------------

resource "aws_subnet" "main_pods_euw1_az1" {
  vpc_id                          = aws_vpc.main.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "100.64.0.0/18"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name           = "main-pods-euw1-az1"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.main_100_64_0_0_16]
}

resource "aws_subnet" "main_pods_euw1_az3" {
  vpc_id                          = aws_vpc.main.id
  availability_zone_id            = "euw1-az3"
  cidr_block                      = "100.64.64.0/18"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name           = "main-pods-euw1-az3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.main_100_64_0_0_16]
}

resource "aws_route_table" "main_pods_euw1_az1" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main-pods-euw1-az1"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "main_pods_euw1_az1_default" {
  route_table_id         = aws_route_table.main_pods_euw1_az1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_euw1_az1.id
}

resource "aws_route" "main_pods_euw1_az1_default_ipv6" {
  route_table_id              = aws_route_table.main_pods_euw1_az1.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id
}

resource "aws_route_table_association" "main_pods_euw1_az1" {
  subnet_id      = aws_subnet.main_pods_euw1_az1.id
  route_table_id = aws_route_table.main_pods_euw1_az1.id

  depends_on = [aws_route.main_pods_euw1_az1_default, aws_route.main_pods_euw1_az1_default_ipv6]
}

resource "aws_route_table" "main_pods_euw1_az3" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main-pods-euw1-az3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "main_pods_euw1_az3_default" {
  route_table_id         = aws_route_table.main_pods_euw1_az3.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_euw1_az3.id
}

resource "aws_route" "main_pods_euw1_az3_default_ipv6" {
  route_table_id              = aws_route_table.main_pods_euw1_az3.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id
}

resource "aws_route_table_association" "main_pods_euw1_az3" {
  subnet_id      = aws_subnet.main_pods_euw1_az3.id
  route_table_id = aws_route_table.main_pods_euw1_az3.id

  depends_on = [aws_route.main_pods_euw1_az3_default, aws_route.main_pods_euw1_az3_default_ipv6]
}

# --- Tier data: 10.20.64.0/25, no default route ---------------------------------------------------

resource "aws_subnet" "main_data_euw1_az1" {
  vpc_id                          = aws_vpc.main.id
  availability_zone_id            = "euw1-az1"
  cidr_block                      = "10.20.64.0/26"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name           = "main-data-euw1-az1"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_subnet" "main_data_euw1_az3" {
  vpc_id                          = aws_vpc.main.id
  availability_zone_id            = "euw1-az3"
  cidr_block                      = "10.20.64.64/26"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name           = "main-data-euw1-az3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_route_table" "main_data" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name           = "main-data"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "main_data_euw1_az1" {
  subnet_id      = aws_subnet.main_data_euw1_az1.id
  route_table_id = aws_route_table.main_data.id
}

resource "aws_route_table_association" "main_data_euw1_az3" {
  subnet_id      = aws_subnet.main_data_euw1_az3.id
  route_table_id = aws_route_table.main_data.id

  depends_on = [aws_route_table_association.main_data_euw1_az1]
}

# --- Outputs --------------------------------------------------------------------------------------

output "main_nat_addresses" {
  description = "Public addresses from which VPC main opens connections, for others' allow lists"
  value = {
    euw1-az3 = aws_eip.main_nat_euw1_az3.public_ip
  }
}

output "main_vpc_id" {
  description = "The VPC main"
  value       = aws_vpc.main.id
}

output "main_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az3"
  value = {
    euw1-az1 = aws_subnet.main_app_euw1_az1.id
    euw1-az3 = aws_subnet.main_app_euw1_az3.id
  }
}

output "main_data_subnet_ids" {
  description = "Subnets of tier data in zones euw1-az1, euw1-az3"
  value = {
    euw1-az1 = aws_subnet.main_data_euw1_az1.id
    euw1-az3 = aws_subnet.main_data_euw1_az3.id
  }
}

output "main_pods_subnet_ids" {
  description = "Subnets of tier pods in zones euw1-az1, euw1-az3"
  value = {
    euw1-az1 = aws_subnet.main_pods_euw1_az1.id
    euw1-az3 = aws_subnet.main_pods_euw1_az3.id
  }
}

output "main_public_subnet_ids" {
  description = "Subnets of tier public in zones euw1-az1, euw1-az3"
  value = {
    euw1-az1 = aws_subnet.main_public_euw1_az1.id
    euw1-az3 = aws_subnet.main_public_euw1_az3.id
  }
}
