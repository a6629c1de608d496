# peers: VPC shop, eu-west-1. Made by netgen from peers.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.0.0.0/20"
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

# --- Tier app: 10.0.0.0/22, default route to the transit gateway ----------------------------------

resource "aws_subnet" "shop_app_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-a"
  }
}

resource "aws_subnet" "shop_app_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.1.0/24"
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

resource "aws_route" "shop_app_pool_test" {
  route_table_id         = aws_route_table.shop_app.id
  destination_cidr_block = "10.16.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_app_a" {
  subnet_id      = aws_subnet.shop_app_a.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route.shop_app_pool_test]
}

resource "aws_route_table_association" "shop_app_b" {
  subnet_id      = aws_subnet.shop_app_b.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route_table_association.shop_app_a]
}

# --- Tier attachment: 10.0.5.0/26, no default route -----------------------------------------------

resource "aws_subnet" "shop_attachment_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.5.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-attachment-a"
  }
}

resource "aws_subnet" "shop_attachment_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.5.16/28"
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

# --- Tier cache: 10.0.4.0/24, no default route ----------------------------------------------------

resource "aws_subnet" "shop_cache_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.0.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-cache-a"
  }
}

resource "aws_subnet" "shop_cache_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.0.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-cache-b"
  }
}

resource "aws_route_table" "shop_cache" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-cache"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_cache_a" {
  subnet_id      = aws_subnet.shop_cache_a.id
  route_table_id = aws_route_table.shop_cache.id
}

resource "aws_route_table_association" "shop_cache_b" {
  subnet_id      = aws_subnet.shop_cache_b.id
  route_table_id = aws_route_table.shop_cache.id

  depends_on = [aws_route_table_association.shop_cache_a]
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
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_live.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shop.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_live" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_live.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "shop_app" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-app-"
  description = "shop app"

  tags = {
    Name = "shop-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shop_app_from_10_0_0_0_20_tcp_9100" {
  security_group_id = aws_security_group.shop_app.id
  cidr_ipv4         = "10.0.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 9100
  to_port           = 9100
  description       = "tcp 9100 from vpc"
}

resource "aws_vpc_security_group_ingress_rule" "shop_app_from_10_0_0_0_12_tcp_443" {
  security_group_id = aws_security_group.shop_app.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from pool/live"
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_anywhere_tcp_443" {
  security_group_id = aws_security_group.shop_app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to the internet"
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_10_16_0_0_20_udp_123" {
  security_group_id = aws_security_group.shop_app.id
  cidr_ipv4         = "10.16.0.0/20"
  ip_protocol       = "udp"
  from_port         = 123
  to_port           = 123
  description       = "udp 123 to vpc/data"
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_10_0_4_0_24_tcp_6379" {
  security_group_id = aws_security_group.shop_app.id
  cidr_ipv4         = "10.0.4.0/24"
  ip_protocol       = "tcp"
  from_port         = 6379
  to_port           = 6379
  description       = "tcp 6379 to tier/cache"
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_10_16_0_0_20_tcp_5432" {
  security_group_id = aws_security_group.shop_app.id
  cidr_ipv4         = "10.16.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "tcp 5432 to vpc/data/group/db"
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shop_s3" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_app.id]

  tags = {
    Name = "shop-s3"
  }
}

resource "aws_vpc_endpoint" "shop_dynamodb" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_app.id]

  tags = {
    Name = "shop-dynamodb"
  }
}

# --- Network ACL of tier cache --------------------------------------------------------------------

resource "aws_network_acl" "shop_cache" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-cache"
  }
}

# tier app
resource "aws_network_acl_rule" "shop_cache_ingress_100" {
  network_acl_id = aws_network_acl.shop_cache.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/22"
  protocol       = "tcp"
  from_port      = 6379
  to_port        = 6379
}

# pool/test
resource "aws_network_acl_rule" "shop_cache_ingress_110" {
  network_acl_id = aws_network_acl.shop_cache.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.16.0.0/12"
  protocol       = "icmp"
  icmp_type      = 8
  icmp_code      = -1
}

# vpc
resource "aws_network_acl_rule" "shop_cache_egress_100" {
  network_acl_id = aws_network_acl.shop_cache.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/20"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_association" "shop_cache_a" {
  subnet_id      = aws_subnet.shop_cache_a.id
  network_acl_id = aws_network_acl.shop_cache.id

  depends_on = [
    aws_network_acl_rule.shop_cache_ingress_100,
    aws_network_acl_rule.shop_cache_ingress_110,
    aws_network_acl_rule.shop_cache_egress_100,
  ]
}

resource "aws_network_acl_association" "shop_cache_b" {
  subnet_id      = aws_subnet.shop_cache_b.id
  network_acl_id = aws_network_acl.shop_cache.id

  depends_on = [aws_network_acl_association.shop_cache_a]
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

output "shop_cache_subnet_ids" {
  description = "Subnets of tier cache in zones a, b"
  value = {
    a = aws_subnet.shop_cache_a.id
    b = aws_subnet.shop_cache_b.id
  }
}

output "shop_app_security_group_id" {
  description = "Security group app of VPC shop"
  value       = aws_security_group.shop_app.id
}
