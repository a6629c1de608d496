# org: VPC edge, eu-north-1. Made by netgen from organization.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "edge" {
  cidr_block           = "10.48.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "edge"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "edge" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name        = "edge-default"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_internet_gateway" "edge" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name        = "edge"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "edge_nat_eun1_az1" {
  domain = "vpc"

  tags = {
    Name        = "edge-nat-eun1-az1"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.edge]
}

resource "aws_nat_gateway" "edge_eun1_az1" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.edge_public_eun1_az1.id
  allocation_id     = aws_eip.edge_nat_eun1_az1.id

  tags = {
    Name        = "edge-nat-eun1-az1"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_internet_gateway.edge]
}

resource "aws_eip" "edge_nat_eun1_az2" {
  domain = "vpc"

  tags = {
    Name        = "edge-nat-eun1-az2"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.edge]
}

resource "aws_nat_gateway" "edge_eun1_az2" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.edge_public_eun1_az2.id
  allocation_id     = aws_eip.edge_nat_eun1_az2.id

  tags = {
    Name        = "edge-nat-eun1-az2"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_internet_gateway.edge]
}

# --- Tier public: 10.48.4.0/22, default route to the internet gateway -----------------------------

resource "aws_subnet" "edge_public_eun1_az1" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone_id    = "eun1-az1"
  cidr_block              = "10.48.4.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "edge-public-eun1-az1"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "edge_public_eun1_az2" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone_id    = "eun1-az2"
  cidr_block              = "10.48.5.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "edge-public-eun1-az2"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "edge_public" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name        = "edge-public"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_public_default" {
  route_table_id         = aws_route_table.edge_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.edge.id
}

resource "aws_route_table_association" "edge_public_eun1_az1" {
  subnet_id      = aws_subnet.edge_public_eun1_az1.id
  route_table_id = aws_route_table.edge_public.id

  depends_on = [aws_route.edge_public_default]
}

resource "aws_route_table_association" "edge_public_eun1_az2" {
  subnet_id      = aws_subnet.edge_public_eun1_az2.id
  route_table_id = aws_route_table.edge_public.id

  depends_on = [aws_route_table_association.edge_public_eun1_az1]
}

# --- Tier app: 10.48.0.0/22, default route by the NAT gateway of the same zone --------------------

resource "aws_subnet" "edge_app_eun1_az1" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone_id    = "eun1-az1"
  cidr_block              = "10.48.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "edge-app-eun1-az1"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "edge_app_eun1_az2" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone_id    = "eun1-az2"
  cidr_block              = "10.48.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "edge-app-eun1-az2"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "edge_app_eun1_az1" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name        = "edge-app-eun1-az1"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_app_eun1_az1_default" {
  route_table_id         = aws_route_table.edge_app_eun1_az1.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.edge_eun1_az1.id
}

resource "aws_route_table_association" "edge_app_eun1_az1" {
  subnet_id      = aws_subnet.edge_app_eun1_az1.id
  route_table_id = aws_route_table.edge_app_eun1_az1.id

  depends_on = [aws_route.edge_app_eun1_az1_default]
}

resource "aws_route_table" "edge_app_eun1_az2" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name        = "edge-app-eun1-az2"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_app_eun1_az2_default" {
  route_table_id         = aws_route_table.edge_app_eun1_az2.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.edge_eun1_az2.id
}

resource "aws_route_table_association" "edge_app_eun1_az2" {
  subnet_id      = aws_subnet.edge_app_eun1_az2.id
  route_table_id = aws_route_table.edge_app_eun1_az2.id

  depends_on = [aws_route.edge_app_eun1_az2_default]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "edge_s3" {
  vpc_id            = aws_vpc.edge.id
  service_name      = "com.amazonaws.eu-north-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.edge_app_eun1_az1.id, aws_route_table.edge_app_eun1_az2.id]

  tags = {
    Name        = "edge-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "edge_flow_logs" {
  name              = "/vpc-flow-logs/org/edge"
  retention_in_days = 30

  tags = {
    Name        = "edge-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "edge_flow_logs" {
  name_prefix = "edge-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.edge_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name        = "edge-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_iam_role_policy" "edge_flow_logs" {
  role = aws_iam_role.edge_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.edge_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "edge" {
  vpc_id                   = aws_vpc.edge.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.edge_flow_logs.arn
  iam_role_arn             = aws_iam_role.edge_flow_logs.arn

  tags = {
    Name        = "edge"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_iam_role_policy.edge_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "edge_nat_addresses" {
  description = "Public addresses from which VPC edge opens connections, for others' allow lists"
  value = {
    eun1-az1 = aws_eip.edge_nat_eun1_az1.public_ip
    eun1-az2 = aws_eip.edge_nat_eun1_az2.public_ip
  }
}

output "edge_vpc_id" {
  description = "The VPC edge"
  value       = aws_vpc.edge.id
}

output "edge_app_subnet_ids" {
  description = "Subnets of tier app in zones eun1-az1, eun1-az2"
  value = {
    eun1-az1 = aws_subnet.edge_app_eun1_az1.id
    eun1-az2 = aws_subnet.edge_app_eun1_az2.id
  }
}

output "edge_public_subnet_ids" {
  description = "Subnets of tier public in zones eun1-az1, eun1-az2"
  value = {
    eun1-az1 = aws_subnet.edge_public_eun1_az1.id
    eun1-az2 = aws_subnet.edge_public_eun1_az2.id
  }
}
