# private-nat: VPC shop, eu-west-1. Made by netgen from private-nat.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.0.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "shop"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-default"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "shop_100_64_0_0_16" {
  vpc_id     = aws_vpc.shop.id
  cidr_block = "100.64.0.0/16"
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_nat_gateway" "shop_b" {
  connectivity_type = "private"
  subnet_id         = aws_subnet.shop_app_b.id

  tags = {
    Name = "shop-nat-b"
  }
}

# --- Tier pods: 100.64.0.0/16, default route by the NAT gateway -----------------------------------

resource "aws_subnet" "shop_pods_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "100.64.0.0/18"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-pods-a"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.shop_100_64_0_0_16]
}

resource "aws_subnet" "shop_pods_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "100.64.64.0/18"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-pods-b"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.shop_100_64_0_0_16]
}

resource "aws_route_table" "shop_pods_a" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-pods-a"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_pods_a_default" {
  route_table_id         = aws_route_table.shop_pods_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_b.id
}

resource "aws_route_table_association" "shop_pods_a" {
  subnet_id      = aws_subnet.shop_pods_a.id
  route_table_id = aws_route_table.shop_pods_a.id

  depends_on = [aws_route.shop_pods_a_default]
}

resource "aws_route_table" "shop_pods_b" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-pods-b"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_pods_b_default" {
  route_table_id         = aws_route_table.shop_pods_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_b.id
}

resource "aws_route_table_association" "shop_pods_b" {
  subnet_id      = aws_subnet.shop_pods_b.id
  route_table_id = aws_route_table.shop_pods_b.id

  depends_on = [aws_route.shop_pods_b_default]
}

# --- Tier app: 10.0.16.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "shop_app_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-a"
  }
}

resource "aws_subnet" "shop_app_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-b"
  }
}

resource "aws_route_table" "shop_app" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_app_pool_corp" {
  route_table_id         = aws_route_table.shop_app.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_app_a" {
  subnet_id      = aws_subnet.shop_app_a.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route.shop_app_pool_corp]
}

resource "aws_route_table_association" "shop_app_b" {
  subnet_id      = aws_subnet.shop_app_b.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route_table_association.shop_app_a]
}

# --- Tier attachment: 10.0.20.0/26, no default route ----------------------------------------------

resource "aws_subnet" "shop_attachment_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.20.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-attachment-a"
  }
}

resource "aws_subnet" "shop_attachment_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.20.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-attachment-b"
  }
}

resource "aws_route_table" "shop_attachment" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_attachment_a" {
  subnet_id      = aws_subnet.shop_attachment_a.id
  route_table_id = aws_route_table.shop_attachment.id
}

resource "aws_route_table_association" "shop_attachment_b" {
  subnet_id      = aws_subnet.shop_attachment_b.id
  route_table_id = aws_route_table.shop_attachment.id

  depends_on = [aws_route_table_association.shop_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shop" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.shop.id
  subnet_ids                                      = [aws_subnet.shop_attachment_a.id, aws_subnet.shop_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "shop"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "shop" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_all.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shop.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_all" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_all.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shop_s3" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.shop_app.id,
    aws_route_table.shop_pods_a.id,
    aws_route_table.shop_pods_b.id,
  ]

  tags = {
    Name = "shop-s3"
  }
}

resource "aws_vpc_endpoint" "shop_dynamodb" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.shop_app.id,
    aws_route_table.shop_pods_a.id,
    aws_route_table.shop_pods_b.id,
  ]

  tags = {
    Name = "shop-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "shop_vpc_id" {
  description = "The VPC shop"
  value       = aws_vpc.shop.id
}

output "shop_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.shop_app_a.id
    b = aws_subnet.shop_app_b.id
  }
}

output "shop_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.shop_attachment_a.id
    b = aws_subnet.shop_attachment_b.id
  }
}

output "shop_pods_subnet_ids" {
  description = "Subnets of tier pods in zones a, b"
  value = {
    a = aws_subnet.shop_pods_a.id
    b = aws_subnet.shop_pods_b.id
  }
}
