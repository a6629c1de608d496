# lab: VPC bank, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "bank" {
  cidr_block           = "10.0.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "bank"
    Owner = "network"
  }
}

resource "aws_default_security_group" "bank" {
  vpc_id = aws_vpc.bank.id

  tags = {
    Name  = "bank-default"
    Owner = "network"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "bank_100_64_0_0_16" {
  vpc_id     = aws_vpc.bank.id
  cidr_block = "100.64.0.0/16"
}

resource "aws_internet_gateway" "bank" {
  vpc_id = aws_vpc.bank.id

  tags = {
    Name  = "bank"
    Owner = "network"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "bank_nat_a" {
  domain = "vpc"

  tags = {
    Name  = "bank-nat-a"
    Owner = "network"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.bank]
}

resource "aws_nat_gateway" "bank_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.bank_out_a.id
  allocation_id     = aws_eip.bank_nat_a.id

  tags = {
    Name  = "bank-nat-a"
    Owner = "network"
  }

  depends_on = [aws_internet_gateway.bank]
}

resource "aws_eip" "bank_nat_b" {
  domain = "vpc"

  tags = {
    Name  = "bank-nat-b"
    Owner = "network"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.bank]
}

resource "aws_nat_gateway" "bank_b" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.bank_out_b.id
  allocation_id     = aws_eip.bank_nat_b.id

  tags = {
    Name  = "bank-nat-b"
    Owner = "network"
  }

  depends_on = [aws_internet_gateway.bank]
}

# --- Tier out: 10.0.4.0/24, default route to the internet gateway ---------------------------------

resource "aws_subnet" "bank_out_a" {
  vpc_id                  = aws_vpc.bank.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bank-out-a"
    Owner = "network"
  }
}

resource "aws_subnet" "bank_out_b" {
  vpc_id                  = aws_vpc.bank.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bank-out-b"
    Owner = "network"
  }
}

resource "aws_route_table" "bank_out" {
  vpc_id = aws_vpc.bank.id

  tags = {
    Name  = "bank-out"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "bank_out_default" {
  route_table_id         = aws_route_table.bank_out.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.bank.id
}

resource "aws_route_table_association" "bank_out_a" {
  subnet_id      = aws_subnet.bank_out_a.id
  route_table_id = aws_route_table.bank_out.id

  depends_on = [aws_route.bank_out_default]
}

resource "aws_route_table_association" "bank_out_b" {
  subnet_id      = aws_subnet.bank_out_b.id
  route_table_id = aws_route_table.bank_out.id

  depends_on = [aws_route_table_association.bank_out_a]
}

# --- Tier app: 10.0.0.0/22, default route by the NAT gateway of the same zone ---------------------

resource "aws_subnet" "bank_app_a" {
  vpc_id                  = aws_vpc.bank.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bank-app-a"
    Owner = "network"
  }
}

resource "aws_subnet" "bank_app_b" {
  vpc_id                  = aws_vpc.bank.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bank-app-b"
    Owner = "network"
  }
}

resource "aws_route_table" "bank_app_a" {
  vpc_id = aws_vpc.bank.id

  tags = {
    Name  = "bank-app-a"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "bank_app_a_default" {
  route_table_id         = aws_route_table.bank_app_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.bank_a.id
}

resource "aws_route" "bank_app_a_pool_live" {
  route_table_id         = aws_route_table.bank_app_a.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.bank]
}

resource "aws_route" "bank_app_a_pool_core" {
  route_table_id         = aws_route_table.bank_app_a.id
  destination_cidr_block = "10.32.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.bank]
}

resource "aws_route" "bank_app_a_192_168_0_0_16" {
  route_table_id         = aws_route_table.bank_app_a.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.bank]
}

resource "aws_route_table_association" "bank_app_a" {
  subnet_id      = aws_subnet.bank_app_a.id
  route_table_id = aws_route_table.bank_app_a.id

  depends_on = [
    aws_route.bank_app_a_default,
    aws_route.bank_app_a_pool_live,
    aws_route.bank_app_a_pool_core,
    aws_route.bank_app_a_192_168_0_0_16,
  ]
}

resource "aws_route_table" "bank_app_b" {
  vpc_id = aws_vpc.bank.id

  tags = {
    Name  = "bank-app-b"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "bank_app_b_default" {
  route_table_id         = aws_route_table.bank_app_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.bank_b.id
}

resource "aws_route" "bank_app_b_pool_live" {
  route_table_id         = aws_route_table.bank_app_b.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.bank]
}

resource "aws_route" "bank_app_b_pool_core" {
  route_table_id         = aws_route_table.bank_app_b.id
  destination_cidr_block = "10.32.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.bank]
}

resource "aws_route" "bank_app_b_192_168_0_0_16" {
  route_table_id         = aws_route_table.bank_app_b.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.bank]
}

resource "aws_route_table_association" "bank_app_b" {
  subnet_id      = aws_subnet.bank_app_b.id
  route_table_id = aws_route_table.bank_app_b.id

  depends_on = [
    aws_route.bank_app_b_default,
    aws_route.bank_app_b_pool_live,
    aws_route.bank_app_b_pool_core,
    aws_route.bank_app_b_192_168_0_0_16,
  ]
}

# --- Tier pods: 100.64.0.0/16, default route to the transit gateway -------------------------------

resource "aws_subnet" "bank_pods_a" {
  vpc_id                  = aws_vpc.bank.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "100.64.0.0/18"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bank-pods-a"
    Owner = "network"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.bank_100_64_0_0_16]
}

resource "aws_subnet" "bank_pods_b" {
  vpc_id                  = aws_vpc.bank.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "100.64.64.0/18"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bank-pods-b"
    Owner = "network"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.bank_100_64_0_0_16]
}

resource "aws_route_table" "bank_pods" {
  vpc_id = aws_vpc.bank.id

  tags = {
    Name  = "bank-pods"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "bank_pods_default" {
  route_table_id         = aws_route_table.bank_pods.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.bank]
}

resource "aws_route_table_association" "bank_pods_a" {
  subnet_id      = aws_subnet.bank_pods_a.id
  route_table_id = aws_route_table.bank_pods.id

  depends_on = [aws_route.bank_pods_default]
}

resource "aws_route_table_association" "bank_pods_b" {
  subnet_id      = aws_subnet.bank_pods_b.id
  route_table_id = aws_route_table.bank_pods.id

  depends_on = [aws_route_table_association.bank_pods_a]
}

# --- Tier attachment: 10.0.5.0/26, no default route -----------------------------------------------

resource "aws_subnet" "bank_attachment_a" {
  vpc_id                  = aws_vpc.bank.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.5.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bank-attachment-a"
    Owner = "network"
  }
}

resource "aws_subnet" "bank_attachment_b" {
  vpc_id                  = aws_vpc.bank.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.5.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "bank-attachment-b"
    Owner = "network"
  }
}

resource "aws_route_table" "bank_attachment" {
  vpc_id = aws_vpc.bank.id

  tags = {
    Name  = "bank-attachment"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "bank_attachment_a" {
  subnet_id      = aws_subnet.bank_attachment_a.id
  route_table_id = aws_route_table.bank_attachment.id
}

resource "aws_route_table_association" "bank_attachment_b" {
  subnet_id      = aws_subnet.bank_attachment_b.id
  route_table_id = aws_route_table.bank_attachment.id

  depends_on = [aws_route_table_association.bank_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "bank" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.bank.id
  subnet_ids                                      = [aws_subnet.bank_attachment_a.id, aws_subnet.bank_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "bank"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "bank" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.bank.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.bank.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "bank_core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.bank.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "bank_live" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.bank.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "bank_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.bank.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "bank_s3" {
  vpc_id            = aws_vpc.bank.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.bank_app_a.id,
    aws_route_table.bank_app_b.id,
    aws_route_table.bank_pods.id,
  ]

  tags = {
    Name  = "bank-s3"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "bank_dynamodb" {
  vpc_id            = aws_vpc.bank.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.bank_app_a.id,
    aws_route_table.bank_app_b.id,
    aws_route_table.bank_pods.id,
  ]

  tags = {
    Name  = "bank-dynamodb"
    Owner = "network"
  }
}

# --- Names from VPC names -------------------------------------------------------------------------

resource "aws_route53profiles_association" "bank" {
  name        = "lab-bank"
  profile_id  = aws_route53profiles_profile.names.id
  resource_id = aws_vpc.bank.id

  tags = {
    Name  = "bank-names"
    Owner = "network"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "bank_nat_addresses" {
  description = "Public addresses from which VPC bank opens connections, for others' allow lists"
  value = {
    a = aws_eip.bank_nat_a.public_ip
    b = aws_eip.bank_nat_b.public_ip
  }
}

output "bank_vpc_id" {
  description = "The VPC bank"
  value       = aws_vpc.bank.id
}

output "bank_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.bank_app_a.id
    b = aws_subnet.bank_app_b.id
  }
}

output "bank_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.bank_attachment_a.id
    b = aws_subnet.bank_attachment_b.id
  }
}

output "bank_out_subnet_ids" {
  description = "Subnets of tier out in zones a, b"
  value = {
    a = aws_subnet.bank_out_a.id
    b = aws_subnet.bank_out_b.id
  }
}

output "bank_pods_subnet_ids" {
  description = "Subnets of tier pods in zones a, b"
  value = {
    a = aws_subnet.bank_pods_a.id
    b = aws_subnet.bank_pods_b.id
  }
}
