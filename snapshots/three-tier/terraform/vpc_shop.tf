# shop: VPC shop, ap-northeast-1. Made by netgen from three-tier.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name        = "shop"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-default"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_egress_only_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "shop_nat_a" {
  domain = "vpc"

  tags = {
    Name        = "shop-nat-a"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_nat_gateway" "shop_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.shop_public_a.id
  allocation_id     = aws_eip.shop_nat_a.id

  tags = {
    Name        = "shop-nat-a"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_eip" "shop_nat_c" {
  domain = "vpc"

  tags = {
    Name        = "shop-nat-c"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_nat_gateway" "shop_c" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.shop_public_c.id
  allocation_id     = aws_eip.shop_nat_c.id

  tags = {
    Name        = "shop-nat-c"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_eip" "shop_nat_d" {
  domain = "vpc"

  tags = {
    Name        = "shop-nat-d"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.shop]
}

resource "aws_nat_gateway" "shop_d" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.shop_public_d.id
  allocation_id     = aws_eip.shop_nat_d.id

  tags = {
    Name        = "shop-nat-d"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_internet_gateway.shop]
}

# --- Tier public: 10.0.12.0/22, default route to the internet gateway -----------------------------

resource "aws_subnet" "shop_public_a" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.12.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 8)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-public-a"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shop_public_c" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.13.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 9)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-public-c"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shop_public_d" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1d"
  cidr_block                      = "10.0.14.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 10)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-public-d"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shop_public" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-public"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_public_default" {
  route_table_id         = aws_route_table.shop_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.shop.id
}

resource "aws_route" "shop_public_default_ipv6" {
  route_table_id              = aws_route_table.shop_public.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.shop.id
}

resource "aws_route_table_association" "shop_public_a" {
  subnet_id      = aws_subnet.shop_public_a.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route.shop_public_default, aws_route.shop_public_default_ipv6]
}

resource "aws_route_table_association" "shop_public_c" {
  subnet_id      = aws_subnet.shop_public_c.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route_table_association.shop_public_a]
}

resource "aws_route_table_association" "shop_public_d" {
  subnet_id      = aws_subnet.shop_public_d.id
  route_table_id = aws_route_table.shop_public.id

  depends_on = [aws_route_table_association.shop_public_a]
}

# --- Tier private: 10.0.0.0/21, default route by the NAT gateway of the same zone -----------------

resource "aws_subnet" "shop_private_a" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.0.0/23"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-private-a"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shop_private_c" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.2.0/23"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-private-c"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shop_private_d" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1d"
  cidr_block                      = "10.0.4.0/23"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 2)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-private-d"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shop_private_a" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-private-a"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_private_a_default" {
  route_table_id         = aws_route_table.shop_private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_a.id
}

resource "aws_route" "shop_private_a_default_ipv6" {
  route_table_id              = aws_route_table.shop_private_a.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.shop.id
}

resource "aws_route_table_association" "shop_private_a" {
  subnet_id      = aws_subnet.shop_private_a.id
  route_table_id = aws_route_table.shop_private_a.id

  depends_on = [aws_route.shop_private_a_default, aws_route.shop_private_a_default_ipv6]
}

resource "aws_route_table" "shop_private_c" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-private-c"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_private_c_default" {
  route_table_id         = aws_route_table.shop_private_c.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_c.id
}

resource "aws_route" "shop_private_c_default_ipv6" {
  route_table_id              = aws_route_table.shop_private_c.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.shop.id
}

resource "aws_route_table_association" "shop_private_c" {
  subnet_id      = aws_subnet.shop_private_c.id
  route_table_id = aws_route_table.shop_private_c.id

  depends_on = [aws_route.shop_private_c_default, aws_route.shop_private_c_default_ipv6]
}

resource "aws_route_table" "shop_private_d" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-private-d"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_private_d_default" {
  route_table_id         = aws_route_table.shop_private_d.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_d.id
}

resource "aws_route" "shop_private_d_default_ipv6" {
  route_table_id              = aws_route_table.shop_private_d.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.shop.id
}

resource "aws_route_table_association" "shop_private_d" {
  subnet_id      = aws_subnet.shop_private_d.id
  route_table_id = aws_route_table.shop_private_d.id

  depends_on = [aws_route.shop_private_d_default, aws_route.shop_private_d_default_ipv6]
}

# --- Tier database: 10.0.8.0/22, no default route -------------------------------------------------

resource "aws_subnet" "shop_database_a" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.8.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-database-a"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shop_database_c" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.9.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-database-c"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shop_database_d" {
  vpc_id                          = aws_vpc.shop.id
  availability_zone               = "ap-northeast-1d"
  cidr_block                      = "10.0.10.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, 6)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name        = "shop-database-d"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shop_database" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-database"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_database_a" {
  subnet_id      = aws_subnet.shop_database_a.id
  route_table_id = aws_route_table.shop_database.id
}

resource "aws_route_table_association" "shop_database_c" {
  subnet_id      = aws_subnet.shop_database_c.id
  route_table_id = aws_route_table.shop_database.id

  depends_on = [aws_route_table_association.shop_database_a]
}

resource "aws_route_table_association" "shop_database_d" {
  subnet_id      = aws_subnet.shop_database_d.id
  route_table_id = aws_route_table.shop_database.id

  depends_on = [aws_route_table_association.shop_database_a]
}

# --- Security groups ------------------------------------------------------------------------------

resource "aws_security_group" "shop_alb" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-alb-"
  description = "shop alb"

  tags = {
    Name        = "shop-alb"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shop_alb_from_anywhere_tcp_443" {
  security_group_id = aws_security_group.shop_alb.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from the internet"
}

resource "aws_vpc_security_group_ingress_rule" "shop_alb_from_anywhere_ipv6_tcp_443" {
  security_group_id = aws_security_group.shop_alb.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 from the internet"
}

resource "aws_vpc_security_group_egress_rule" "shop_alb_to_nobody_all" {
  security_group_id = aws_security_group.shop_alb.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_security_group" "shop_app" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-app-"
  description = "shop app"

  tags = {
    Name        = "shop-app"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_anywhere_tcp_443" {
  security_group_id = aws_security_group.shop_app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to the internet"
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_anywhere_ipv6_tcp_443" {
  security_group_id = aws_security_group.shop_app.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to the internet"
}

resource "aws_security_group" "shop_cache" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-cache-"
  description = "shop cache"

  tags = {
    Name        = "shop-cache"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "shop_cache_to_nobody_all" {
  security_group_id = aws_security_group.shop_cache.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_security_group" "shop_db" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-db-"
  description = "shop db"

  tags = {
    Name        = "shop-db"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "shop_db_to_nobody_all" {
  security_group_id = aws_security_group.shop_db.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_security_group" "shop_web" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-web-"
  description = "shop web"

  tags = {
    Name        = "shop-web"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "shop_web_to_anywhere_tcp_443" {
  security_group_id = aws_security_group.shop_web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to the internet"
}

resource "aws_vpc_security_group_egress_rule" "shop_web_to_anywhere_ipv6_tcp_443" {
  security_group_id = aws_security_group.shop_web.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "tcp 443 to the internet"
}

resource "aws_vpc_security_group_egress_rule" "shop_alb_to_web_tcp_443" {
  security_group_id            = aws_security_group.shop_alb.id
  referenced_security_group_id = aws_security_group.shop_web.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  description                  = "tcp 443 to web"
}

resource "aws_vpc_security_group_ingress_rule" "shop_app_from_web_tcp_8080" {
  security_group_id            = aws_security_group.shop_app.id
  referenced_security_group_id = aws_security_group.shop_web.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  description                  = "tcp 8080 from web"
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_cache_tcp_6379" {
  security_group_id            = aws_security_group.shop_app.id
  referenced_security_group_id = aws_security_group.shop_cache.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  description                  = "tcp 6379 to cache"
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_db_tcp_3306" {
  security_group_id            = aws_security_group.shop_app.id
  referenced_security_group_id = aws_security_group.shop_db.id
  ip_protocol                  = "tcp"
  from_port                    = 3306
  to_port                      = 3306
  description                  = "tcp 3306 to db"
}

resource "aws_vpc_security_group_egress_rule" "shop_app_to_db_tcp_5432" {
  security_group_id            = aws_security_group.shop_app.id
  referenced_security_group_id = aws_security_group.shop_db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "tcp 5432 to db"
}

resource "aws_vpc_security_group_ingress_rule" "shop_cache_from_app_tcp_6379" {
  security_group_id            = aws_security_group.shop_cache.id
  referenced_security_group_id = aws_security_group.shop_app.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  description                  = "tcp 6379 from app"
}

resource "aws_vpc_security_group_ingress_rule" "shop_db_from_app_tcp_3306" {
  security_group_id            = aws_security_group.shop_db.id
  referenced_security_group_id = aws_security_group.shop_app.id
  ip_protocol                  = "tcp"
  from_port                    = 3306
  to_port                      = 3306
  description                  = "tcp 3306 from app"
}

resource "aws_vpc_security_group_ingress_rule" "shop_db_from_app_tcp_5432" {
  security_group_id            = aws_security_group.shop_db.id
  referenced_security_group_id = aws_security_group.shop_app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "tcp 5432 from app"
}

resource "aws_vpc_security_group_ingress_rule" "shop_web_from_alb_tcp_443" {
  security_group_id            = aws_security_group.shop_web.id
  referenced_security_group_id = aws_security_group.shop_alb.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  description                  = "tcp 443 from alb"
}

resource "aws_vpc_security_group_egress_rule" "shop_web_to_app_tcp_8080" {
  security_group_id            = aws_security_group.shop_web.id
  referenced_security_group_id = aws_security_group.shop_app.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  description                  = "tcp 8080 to app"
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shop_s3" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.ap-northeast-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.shop_private_a.id,
    aws_route_table.shop_private_c.id,
    aws_route_table.shop_private_d.id,
  ]

  tags = {
    Name        = "shop-s3"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shop_dynamodb" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.ap-northeast-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.shop_private_a.id,
    aws_route_table.shop_private_c.id,
    aws_route_table.shop_private_d.id,
  ]

  tags = {
    Name        = "shop-dynamodb"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_security_group" "shop_endpoints" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-endpoints-"
  description = "shop interface endpoints"

  tags = {
    Name        = "shop-endpoints"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shop_endpoints_from_10_0_0_0_16_tcp_443" {
  security_group_id = aws_security_group.shop_endpoints.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_egress_rule" "shop_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.shop_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "shop_ec2messages" {
  vpc_id              = aws_vpc.shop.id
  service_name        = "com.amazonaws.ap-northeast-1.ec2messages"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids = [
    aws_subnet.shop_private_a.id,
    aws_subnet.shop_private_c.id,
    aws_subnet.shop_private_d.id,
  ]
  security_group_ids = [aws_security_group.shop_endpoints.id]

  tags = {
    Name        = "shop-ec2messages"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shop_secretsmanager" {
  vpc_id              = aws_vpc.shop.id
  service_name        = "com.amazonaws.ap-northeast-1.secretsmanager"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids = [
    aws_subnet.shop_private_a.id,
    aws_subnet.shop_private_c.id,
    aws_subnet.shop_private_d.id,
  ]
  security_group_ids = [aws_security_group.shop_endpoints.id]

  tags = {
    Name        = "shop-secretsmanager"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shop_ssm" {
  vpc_id              = aws_vpc.shop.id
  service_name        = "com.amazonaws.ap-northeast-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids = [
    aws_subnet.shop_private_a.id,
    aws_subnet.shop_private_c.id,
    aws_subnet.shop_private_d.id,
  ]
  security_group_ids = [aws_security_group.shop_endpoints.id]

  tags = {
    Name        = "shop-ssm"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shop_ssmmessages" {
  vpc_id              = aws_vpc.shop.id
  service_name        = "com.amazonaws.ap-northeast-1.ssmmessages"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids = [
    aws_subnet.shop_private_a.id,
    aws_subnet.shop_private_c.id,
    aws_subnet.shop_private_d.id,
  ]
  security_group_ids = [aws_security_group.shop_endpoints.id]

  tags = {
    Name        = "shop-ssmmessages"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Network ACL of tier database -----------------------------------------------------------------

resource "aws_network_acl" "shop_database" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-database"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

# inside the tier
resource "aws_network_acl_rule" "shop_database_ingress_100" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_database_ingress_101" {
  network_acl_id  = aws_network_acl.shop_database.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# from tier private
resource "aws_network_acl_rule" "shop_database_ingress_110" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/21"
  protocol       = "-1"
}

# from tier private
resource "aws_network_acl_rule" "shop_database_ingress_111" {
  network_acl_id  = aws_network_acl.shop_database.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_database_egress_100" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_database_egress_101" {
  network_acl_id  = aws_network_acl.shop_database.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# to tier private
resource "aws_network_acl_rule" "shop_database_egress_110" {
  network_acl_id = aws_network_acl.shop_database.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/21"
  protocol       = "-1"
}

# to tier private
resource "aws_network_acl_rule" "shop_database_egress_111" {
  network_acl_id  = aws_network_acl.shop_database.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

resource "aws_network_acl_association" "shop_database_a" {
  subnet_id      = aws_subnet.shop_database_a.id
  network_acl_id = aws_network_acl.shop_database.id

  depends_on = [
    aws_network_acl_rule.shop_database_ingress_100,
    aws_network_acl_rule.shop_database_ingress_101,
    aws_network_acl_rule.shop_database_ingress_110,
    aws_network_acl_rule.shop_database_ingress_111,
    aws_network_acl_rule.shop_database_egress_100,
    aws_network_acl_rule.shop_database_egress_101,
    aws_network_acl_rule.shop_database_egress_110,
    aws_network_acl_rule.shop_database_egress_111,
  ]
}

resource "aws_network_acl_association" "shop_database_c" {
  subnet_id      = aws_subnet.shop_database_c.id
  network_acl_id = aws_network_acl.shop_database.id

  depends_on = [aws_network_acl_association.shop_database_a]
}

resource "aws_network_acl_association" "shop_database_d" {
  subnet_id      = aws_subnet.shop_database_d.id
  network_acl_id = aws_network_acl.shop_database.id

  depends_on = [aws_network_acl_association.shop_database_a]
}

# --- Network ACL of tier private ------------------------------------------------------------------

resource "aws_network_acl" "shop_private" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-private"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

# from tier database
resource "aws_network_acl_rule" "shop_private_ingress_100" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# from tier database
resource "aws_network_acl_rule" "shop_private_ingress_101" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_private_ingress_110" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/21"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_private_ingress_111" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# from tier public
resource "aws_network_acl_rule" "shop_private_ingress_120" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 120
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.12.0/22"
  protocol       = "-1"
}

# from tier public
resource "aws_network_acl_rule" "shop_private_ingress_121" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 121
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_private_ingress_2000" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_private_ingress_2001" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 2001
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 3390
  to_port         = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_private_ingress_2010" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_private_ingress_2011" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 3390
  to_port         = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "shop_private_ingress_2020" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# path MTU discovery over IPv6
resource "aws_network_acl_rule" "shop_private_ingress_2031" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 2031
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_private_ingress_2040" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2040
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_private_ingress_2041" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 2041
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_private_ingress_2050" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2050
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_private_ingress_2051" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 2051
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 1024
  to_port         = 3388
}

# to tier database
resource "aws_network_acl_rule" "shop_private_egress_100" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# to tier database
resource "aws_network_acl_rule" "shop_private_egress_101" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_private_egress_110" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/21"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_private_egress_111" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# to tier public
resource "aws_network_acl_rule" "shop_private_egress_120" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 120
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.12.0/22"
  protocol       = "-1"
}

# to tier public
resource "aws_network_acl_rule" "shop_private_egress_121" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 121
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_private_egress_2000" {
  network_acl_id = aws_network_acl.shop_private.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_private_egress_2001" {
  network_acl_id  = aws_network_acl.shop_private.id
  rule_number     = 2001
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "-1"
}

resource "aws_network_acl_association" "shop_private_a" {
  subnet_id      = aws_subnet.shop_private_a.id
  network_acl_id = aws_network_acl.shop_private.id

  depends_on = [
    aws_network_acl_rule.shop_private_ingress_100,
    aws_network_acl_rule.shop_private_ingress_101,
    aws_network_acl_rule.shop_private_ingress_110,
    aws_network_acl_rule.shop_private_ingress_111,
    aws_network_acl_rule.shop_private_ingress_120,
    aws_network_acl_rule.shop_private_ingress_121,
    aws_network_acl_rule.shop_private_ingress_2000,
    aws_network_acl_rule.shop_private_ingress_2001,
    aws_network_acl_rule.shop_private_ingress_2010,
    aws_network_acl_rule.shop_private_ingress_2011,
    aws_network_acl_rule.shop_private_ingress_2020,
    aws_network_acl_rule.shop_private_ingress_2031,
    aws_network_acl_rule.shop_private_ingress_2040,
    aws_network_acl_rule.shop_private_ingress_2041,
    aws_network_acl_rule.shop_private_ingress_2050,
    aws_network_acl_rule.shop_private_ingress_2051,
    aws_network_acl_rule.shop_private_egress_100,
    aws_network_acl_rule.shop_private_egress_101,
    aws_network_acl_rule.shop_private_egress_110,
    aws_network_acl_rule.shop_private_egress_111,
    aws_network_acl_rule.shop_private_egress_120,
    aws_network_acl_rule.shop_private_egress_121,
    aws_network_acl_rule.shop_private_egress_2000,
    aws_network_acl_rule.shop_private_egress_2001,
  ]
}

resource "aws_network_acl_association" "shop_private_c" {
  subnet_id      = aws_subnet.shop_private_c.id
  network_acl_id = aws_network_acl.shop_private.id

  depends_on = [aws_network_acl_association.shop_private_a]
}

resource "aws_network_acl_association" "shop_private_d" {
  subnet_id      = aws_subnet.shop_private_d.id
  network_acl_id = aws_network_acl.shop_private.id

  depends_on = [aws_network_acl_association.shop_private_a]
}

# --- Network ACL of tier public -------------------------------------------------------------------

resource "aws_network_acl" "shop_public" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name        = "shop-public"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

# from tier private
resource "aws_network_acl_rule" "shop_public_ingress_100" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 100
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/21"
  protocol       = "-1"
}

# from tier private
resource "aws_network_acl_rule" "shop_public_ingress_101" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 101
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_public_ingress_110" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 110
  egress         = false
  rule_action    = "allow"
  cidr_block     = "10.0.12.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_public_ingress_111" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 111
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# never tier database
resource "aws_network_acl_rule" "shop_public_ingress_1000" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 1000
  egress         = false
  rule_action    = "deny"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# never tier database
resource "aws_network_acl_rule" "shop_public_ingress_1001" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 1001
  egress          = false
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# opened to the internet by a security group
resource "aws_network_acl_rule" "shop_public_ingress_2000" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2000
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 443
  to_port        = 443
}

# opened to the internet by a security group
resource "aws_network_acl_rule" "shop_public_ingress_2001" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 2001
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 443
  to_port         = 443
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_public_ingress_2010" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2010
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_public_ingress_2011" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 2011
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 3390
  to_port         = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_public_ingress_2020" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2020
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 3390
  to_port        = 65535
}

# replies to connections opened from here
resource "aws_network_acl_rule" "shop_public_ingress_2021" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 2021
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 3390
  to_port         = 65535
}

# path MTU discovery
resource "aws_network_acl_rule" "shop_public_ingress_2030" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2030
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
}

# path MTU discovery over IPv6
resource "aws_network_acl_rule" "shop_public_ingress_2041" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 2041
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "58"
  icmp_type       = 2
  icmp_code       = 0
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_public_ingress_2050" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2050
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_public_ingress_2051" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 2051
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "tcp"
  from_port       = 1024
  to_port         = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_public_ingress_2060" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2060
  egress         = false
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "udp"
  from_port      = 1024
  to_port        = 3388
}

# replies to connections opened from here, below remote desktop (3389)
resource "aws_network_acl_rule" "shop_public_ingress_2061" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 2061
  egress          = false
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "udp"
  from_port       = 1024
  to_port         = 3388
}

# to tier private
resource "aws_network_acl_rule" "shop_public_egress_100" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/21"
  protocol       = "-1"
}

# to tier private
resource "aws_network_acl_rule" "shop_public_egress_101" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 101
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 0)
  protocol        = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_public_egress_110" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 110
  egress         = true
  rule_action    = "allow"
  cidr_block     = "10.0.12.0/22"
  protocol       = "-1"
}

# inside the tier
resource "aws_network_acl_rule" "shop_public_egress_111" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 111
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 2)
  protocol        = "-1"
}

# never tier database
resource "aws_network_acl_rule" "shop_public_egress_1000" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 1000
  egress         = true
  rule_action    = "deny"
  cidr_block     = "10.0.8.0/22"
  protocol       = "-1"
}

# never tier database
resource "aws_network_acl_rule" "shop_public_egress_1001" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 1001
  egress          = true
  rule_action     = "deny"
  ipv6_cidr_block = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 6, 1)
  protocol        = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_public_egress_2000" {
  network_acl_id = aws_network_acl.shop_public.id
  rule_number    = 2000
  egress         = true
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  protocol       = "-1"
}

# to anywhere
resource "aws_network_acl_rule" "shop_public_egress_2001" {
  network_acl_id  = aws_network_acl.shop_public.id
  rule_number     = 2001
  egress          = true
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  protocol        = "-1"
}

resource "aws_network_acl_association" "shop_public_a" {
  subnet_id      = aws_subnet.shop_public_a.id
  network_acl_id = aws_network_acl.shop_public.id

  depends_on = [
    aws_network_acl_rule.shop_public_ingress_100,
    aws_network_acl_rule.shop_public_ingress_101,
    aws_network_acl_rule.shop_public_ingress_110,
    aws_network_acl_rule.shop_public_ingress_111,
    aws_network_acl_rule.shop_public_ingress_1000,
    aws_network_acl_rule.shop_public_ingress_1001,
    aws_network_acl_rule.shop_public_ingress_2000,
    aws_network_acl_rule.shop_public_ingress_2001,
    aws_network_acl_rule.shop_public_ingress_2010,
    aws_network_acl_rule.shop_public_ingress_2011,
    aws_network_acl_rule.shop_public_ingress_2020,
    aws_network_acl_rule.shop_public_ingress_2021,
    aws_network_acl_rule.shop_public_ingress_2030,
    aws_network_acl_rule.shop_public_ingress_2041,
    aws_network_acl_rule.shop_public_ingress_2050,
    aws_network_acl_rule.shop_public_ingress_2051,
    aws_network_acl_rule.shop_public_ingress_2060,
    aws_network_acl_rule.shop_public_ingress_2061,
    aws_network_acl_rule.shop_public_egress_100,
    aws_network_acl_rule.shop_public_egress_101,
    aws_network_acl_rule.shop_public_egress_110,
    aws_network_acl_rule.shop_public_egress_111,
    aws_network_acl_rule.shop_public_egress_1000,
    aws_network_acl_rule.shop_public_egress_1001,
    aws_network_acl_rule.shop_public_egress_2000,
    aws_network_acl_rule.shop_public_egress_2001,
  ]
}

resource "aws_network_acl_association" "shop_public_c" {
  subnet_id      = aws_subnet.shop_public_c.id
  network_acl_id = aws_network_acl.shop_public.id

  depends_on = [aws_network_acl_association.shop_public_a]
}

resource "aws_network_acl_association" "shop_public_d" {
  subnet_id      = aws_subnet.shop_public_d.id
  network_acl_id = aws_network_acl.shop_public.id

  depends_on = [aws_network_acl_association.shop_public_a]
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "shop_flow_logs" {
  name              = "/vpc-flow-logs/shop/shop"
  retention_in_days = 30

  tags = {
    Name        = "shop-flow-logs"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "shop_flow_logs" {
  name_prefix = "shop-flow-logs-"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "vpc-flow-logs.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.shop_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name        = "shop-flow-logs"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_iam_role_policy" "shop_flow_logs" {
  role = aws_iam_role.shop_flow_logs.name
  name = "write-flow-logs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams",
        ]
        Resource = "${aws_cloudwatch_log_group.shop_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "shop" {
  vpc_id                   = aws_vpc.shop.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.shop_flow_logs.arn
  iam_role_arn             = aws_iam_role.shop_flow_logs.arn

  tags = {
    Name        = "shop"
    CostCenter  = "4711"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_iam_role_policy.shop_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "shop_nat_addresses" {
  description = "Public addresses from which VPC shop opens connections, for others' allow lists"
  value = {
    a = aws_eip.shop_nat_a.public_ip
    c = aws_eip.shop_nat_c.public_ip
    d = aws_eip.shop_nat_d.public_ip
  }
}

output "shop_vpc_id" {
  description = "The VPC shop"
  value       = aws_vpc.shop.id
}

output "shop_database_subnet_ids" {
  description = "Subnets of tier database in zones a, c, d"
  value = {
    a = aws_subnet.shop_database_a.id
    c = aws_subnet.shop_database_c.id
    d = aws_subnet.shop_database_d.id
  }
}

output "shop_private_subnet_ids" {
  description = "Subnets of tier private in zones a, c, d"
  value = {
    a = aws_subnet.shop_private_a.id
    c = aws_subnet.shop_private_c.id
    d = aws_subnet.shop_private_d.id
  }
}

output "shop_public_subnet_ids" {
  description = "Subnets of tier public in zones a, c, d"
  value = {
    a = aws_subnet.shop_public_a.id
    c = aws_subnet.shop_public_c.id
    d = aws_subnet.shop_public_d.id
  }
}

output "shop_alb_security_group_id" {
  description = "Security group alb of VPC shop"
  value       = aws_security_group.shop_alb.id
}

output "shop_app_security_group_id" {
  description = "Security group app of VPC shop"
  value       = aws_security_group.shop_app.id
}

output "shop_cache_security_group_id" {
  description = "Security group cache of VPC shop"
  value       = aws_security_group.shop_cache.id
}

output "shop_db_security_group_id" {
  description = "Security group db of VPC shop"
  value       = aws_security_group.shop_db.id
}

output "shop_web_security_group_id" {
  description = "Security group web of VPC shop"
  value       = aws_security_group.shop_web.id
}
