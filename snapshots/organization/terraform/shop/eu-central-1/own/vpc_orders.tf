# org: VPC orders, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  cidr_block           = "10.0.16.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "orders"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name        = "orders-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.0.16.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "orders_app_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.16.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "orders_app_b" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.17.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-app-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "orders_app" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name        = "orders-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_app_a" {
  subnet_id      = aws_subnet.orders_app_a.id
  route_table_id = aws_route_table.orders_app.id
}

resource "aws_route_table_association" "orders_app_b" {
  subnet_id      = aws_subnet.orders_app_b.id
  route_table_id = aws_route_table.orders_app.id

  depends_on = [aws_route_table_association.orders_app_a]
}

# --- Tier attachment: 10.0.21.0/26, no default route ----------------------------------------------

resource "aws_subnet" "orders_attachment_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.21.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "orders_attachment_b" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.21.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-attachment-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "orders_attachment" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name        = "orders-attachment"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_attachment_a" {
  subnet_id      = aws_subnet.orders_attachment_a.id
  route_table_id = aws_route_table.orders_attachment.id
}

resource "aws_route_table_association" "orders_attachment_b" {
  subnet_id      = aws_subnet.orders_attachment_b.id
  route_table_id = aws_route_table.orders_attachment.id

  depends_on = [aws_route_table_association.orders_attachment_a]
}

# --- Tier database: 10.0.20.0/24, no default route ------------------------------------------------

resource "aws_subnet" "orders_database_a" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.20.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-database-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "orders_database_b" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.20.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "orders-database-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "orders_database" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name        = "orders-database"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_database_a" {
  subnet_id      = aws_subnet.orders_database_a.id
  route_table_id = aws_route_table.orders_database.id
}

resource "aws_route_table_association" "orders_database_b" {
  subnet_id      = aws_subnet.orders_database_b.id
  route_table_id = aws_route_table.orders_database.id

  depends_on = [aws_route_table_association.orders_database_a]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "orders_s3" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name        = "orders-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "orders_dynamodb" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name        = "orders-dynamodb"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "orders_flow_logs" {
  name              = "/vpc-flow-logs/org/orders"
  retention_in_days = 30

  tags = {
    Name        = "orders-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "orders_flow_logs" {
  name_prefix = "orders-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.orders_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name        = "orders-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_iam_role_policy" "orders_flow_logs" {
  role = aws_iam_role.orders_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.orders_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "orders" {
  vpc_id                   = aws_vpc.orders.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.orders_flow_logs.arn
  iam_role_arn             = aws_iam_role.orders_flow_logs.arn

  tags = {
    Name        = "orders"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_iam_role_policy.orders_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.orders_app_a.id
    b = aws_subnet.orders_app_b.id
  }
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.orders_attachment_a.id
    b = aws_subnet.orders_attachment_b.id
  }
}

output "orders_database_subnet_ids" {
  description = "Subnets of tier database in zones a, b"
  value = {
    a = aws_subnet.orders_database_a.id
    b = aws_subnet.orders_database_b.id
  }
}
