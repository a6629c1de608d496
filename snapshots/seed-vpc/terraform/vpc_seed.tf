# seed: VPC seed, ap-northeast-1. Made by netgen from seed-vpc.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "seed" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
  enable_dns_support               = true
  enable_dns_hostnames             = true

  tags = {
    Name         = "seed"
    Architecture = "three-tier"
  }
}

resource "aws_default_security_group" "seed" {
  vpc_id = aws_vpc.seed.id

  tags = {
    Name         = "seed-default"
    Architecture = "three-tier"
  }
}

resource "aws_internet_gateway" "seed" {
  vpc_id = aws_vpc.seed.id

  tags = {
    Name         = "seed"
    Architecture = "three-tier"
  }
}

resource "aws_egress_only_internet_gateway" "seed" {
  vpc_id = aws_vpc.seed.id

  tags = {
    Name         = "seed"
    Architecture = "three-tier"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "seed_nat_a" {
  domain = "vpc"

  tags = {
    Name         = "seed-nat-a"
    Architecture = "three-tier"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.seed]
}

resource "aws_nat_gateway" "seed_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.seed_public_a.id
  allocation_id     = aws_eip.seed_nat_a.id

  tags = {
    Name         = "seed-nat-a"
    Architecture = "three-tier"
  }

  depends_on = [aws_internet_gateway.seed]
}

resource "aws_eip" "seed_nat_c" {
  domain = "vpc"

  tags = {
    Name         = "seed-nat-c"
    Architecture = "three-tier"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.seed]
}

resource "aws_nat_gateway" "seed_c" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.seed_public_c.id
  allocation_id     = aws_eip.seed_nat_c.id

  tags = {
    Name         = "seed-nat-c"
    Architecture = "three-tier"
  }

  depends_on = [aws_internet_gateway.seed]
}

resource "aws_eip" "seed_nat_d" {
  domain = "vpc"

  tags = {
    Name         = "seed-nat-d"
    Architecture = "three-tier"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.seed]
}

resource "aws_nat_gateway" "seed_d" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.seed_public_d.id
  allocation_id     = aws_eip.seed_nat_d.id

  tags = {
    Name         = "seed-nat-d"
    Architecture = "three-tier"
  }

  depends_on = [aws_internet_gateway.seed]
}

# --- Tier public: 10.0.0.0/22, default route to the internet gateway ------------------------------

resource "aws_subnet" "seed_public_a" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 8)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = true

  tags = {
    Name         = "seed-public-a"
    Architecture = "three-tier"
  }
}

resource "aws_subnet" "seed_public_c" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 9)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = true

  tags = {
    Name         = "seed-public-c"
    Architecture = "three-tier"
  }
}

resource "aws_subnet" "seed_public_d" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1d"
  cidr_block                      = "10.0.2.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 10)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = true

  tags = {
    Name         = "seed-public-d"
    Architecture = "three-tier"
  }
}

resource "aws_route_table" "seed_public" {
  vpc_id = aws_vpc.seed.id

  tags = {
    Name         = "seed-public"
    Architecture = "three-tier"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "seed_public_default" {
  route_table_id         = aws_route_table.seed_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.seed.id
}

resource "aws_route" "seed_public_default_ipv6" {
  route_table_id              = aws_route_table.seed_public.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.seed.id
}

resource "aws_route_table_association" "seed_public_a" {
  subnet_id      = aws_subnet.seed_public_a.id
  route_table_id = aws_route_table.seed_public.id

  depends_on = [aws_route.seed_public_default, aws_route.seed_public_default_ipv6]
}

resource "aws_route_table_association" "seed_public_c" {
  subnet_id      = aws_subnet.seed_public_c.id
  route_table_id = aws_route_table.seed_public.id

  depends_on = [aws_route_table_association.seed_public_a]
}

resource "aws_route_table_association" "seed_public_d" {
  subnet_id      = aws_subnet.seed_public_d.id
  route_table_id = aws_route_table.seed_public.id

  depends_on = [aws_route_table_association.seed_public_a]
}

# --- Tier private: 10.0.8.0/21, default route by the NAT gateway of the same zone -----------------

resource "aws_subnet" "seed_private_a" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.10.0/23"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 0)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name         = "seed-private-a"
    Architecture = "three-tier"
  }
}

resource "aws_subnet" "seed_private_c" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.12.0/23"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name         = "seed-private-c"
    Architecture = "three-tier"
  }
}

resource "aws_subnet" "seed_private_d" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1d"
  cidr_block                      = "10.0.14.0/23"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 2)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name         = "seed-private-d"
    Architecture = "three-tier"
  }
}

resource "aws_route_table" "seed_private_a" {
  vpc_id = aws_vpc.seed.id

  tags = {
    Name         = "seed-private-a"
    Architecture = "three-tier"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "seed_private_a_default" {
  route_table_id         = aws_route_table.seed_private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.seed_a.id
}

resource "aws_route" "seed_private_a_default_ipv6" {
  route_table_id              = aws_route_table.seed_private_a.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.seed.id
}

resource "aws_route_table_association" "seed_private_a" {
  subnet_id      = aws_subnet.seed_private_a.id
  route_table_id = aws_route_table.seed_private_a.id

  depends_on = [aws_route.seed_private_a_default, aws_route.seed_private_a_default_ipv6]
}

resource "aws_route_table" "seed_private_c" {
  vpc_id = aws_vpc.seed.id

  tags = {
    Name         = "seed-private-c"
    Architecture = "three-tier"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "seed_private_c_default" {
  route_table_id         = aws_route_table.seed_private_c.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.seed_c.id
}

resource "aws_route" "seed_private_c_default_ipv6" {
  route_table_id              = aws_route_table.seed_private_c.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.seed.id
}

resource "aws_route_table_association" "seed_private_c" {
  subnet_id      = aws_subnet.seed_private_c.id
  route_table_id = aws_route_table.seed_private_c.id

  depends_on = [aws_route.seed_private_c_default, aws_route.seed_private_c_default_ipv6]
}

resource "aws_route_table" "seed_private_d" {
  vpc_id = aws_vpc.seed.id

  tags = {
    Name         = "seed-private-d"
    Architecture = "three-tier"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "seed_private_d_default" {
  route_table_id         = aws_route_table.seed_private_d.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.seed_d.id
}

resource "aws_route" "seed_private_d_default_ipv6" {
  route_table_id              = aws_route_table.seed_private_d.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.seed.id
}

resource "aws_route_table_association" "seed_private_d" {
  subnet_id      = aws_subnet.seed_private_d.id
  route_table_id = aws_route_table.seed_private_d.id

  depends_on = [aws_route.seed_private_d_default, aws_route.seed_private_d_default_ipv6]
}

# --- Tier database: 10.0.20.0/22, no default route ------------------------------------------------

resource "aws_subnet" "seed_database_a" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1a"
  cidr_block                      = "10.0.20.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 4)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name         = "seed-database-a"
    Architecture = "three-tier"
  }
}

resource "aws_subnet" "seed_database_c" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1c"
  cidr_block                      = "10.0.21.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 5)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name         = "seed-database-c"
    Architecture = "three-tier"
  }
}

resource "aws_subnet" "seed_database_d" {
  vpc_id                          = aws_vpc.seed.id
  availability_zone               = "ap-northeast-1d"
  cidr_block                      = "10.0.22.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.seed.ipv6_cidr_block, 8, 6)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = false

  tags = {
    Name         = "seed-database-d"
    Architecture = "three-tier"
  }
}

resource "aws_route_table" "seed_database" {
  vpc_id = aws_vpc.seed.id

  tags = {
    Name         = "seed-database"
    Architecture = "three-tier"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "seed_database_a" {
  subnet_id      = aws_subnet.seed_database_a.id
  route_table_id = aws_route_table.seed_database.id
}

resource "aws_route_table_association" "seed_database_c" {
  subnet_id      = aws_subnet.seed_database_c.id
  route_table_id = aws_route_table.seed_database.id

  depends_on = [aws_route_table_association.seed_database_a]
}

resource "aws_route_table_association" "seed_database_d" {
  subnet_id      = aws_subnet.seed_database_d.id
  route_table_id = aws_route_table.seed_database.id

  depends_on = [aws_route_table_association.seed_database_a]
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "seed_flow_logs" {
  name              = "/vpc-flow-logs/seed/seed"
  retention_in_days = 30

  tags = {
    Name         = "seed-flow-logs"
    Architecture = "three-tier"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "seed_flow_logs" {
  name_prefix = "seed-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.seed_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name         = "seed-flow-logs"
    Architecture = "three-tier"
  }
}

resource "aws_iam_role_policy" "seed_flow_logs" {
  role = aws_iam_role.seed_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.seed_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "seed" {
  vpc_id                   = aws_vpc.seed.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.seed_flow_logs.arn
  iam_role_arn             = aws_iam_role.seed_flow_logs.arn

  tags = {
    Name         = "seed"
    Architecture = "three-tier"
  }

  depends_on = [aws_iam_role_policy.seed_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "seed_nat_addresses" {
  description = "Public addresses from which VPC seed opens connections, for others' allow lists"
  value = {
    a = aws_eip.seed_nat_a.public_ip
    c = aws_eip.seed_nat_c.public_ip
    d = aws_eip.seed_nat_d.public_ip
  }
}

output "seed_vpc_id" {
  description = "The VPC seed"
  value       = aws_vpc.seed.id
}

output "seed_database_subnet_ids" {
  description = "Subnets of tier database in zones a, c, d"
  value = {
    a = aws_subnet.seed_database_a.id
    c = aws_subnet.seed_database_c.id
    d = aws_subnet.seed_database_d.id
  }
}

output "seed_private_subnet_ids" {
  description = "Subnets of tier private in zones a, c, d"
  value = {
    a = aws_subnet.seed_private_a.id
    c = aws_subnet.seed_private_c.id
    d = aws_subnet.seed_private_d.id
  }
}

output "seed_public_subnet_ids" {
  description = "Subnets of tier public in zones a, c, d"
  value = {
    a = aws_subnet.seed_public_a.id
    c = aws_subnet.seed_public_c.id
    d = aws_subnet.seed_public_d.id
  }
}
