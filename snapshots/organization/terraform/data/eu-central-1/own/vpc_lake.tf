# org: VPC lake, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "lake" {
  cidr_block           = "10.0.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "lake"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "lake" {
  vpc_id = aws_vpc.lake.id

  tags = {
    Name        = "lake-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.0.0.0/22, default route to the transit gateway ----------------------------------

resource "aws_subnet" "lake_app_a" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "lake-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "lake_app_b" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "lake-app-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "lake_app" {
  vpc_id = aws_vpc.lake.id

  tags = {
    Name        = "lake-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "lake_app_a" {
  subnet_id      = aws_subnet.lake_app_a.id
  route_table_id = aws_route_table.lake_app.id
}

resource "aws_route_table_association" "lake_app_b" {
  subnet_id      = aws_subnet.lake_app_b.id
  route_table_id = aws_route_table.lake_app.id

  depends_on = [aws_route_table_association.lake_app_a]
}

# --- Tier attachment: 10.0.5.0/26, no default route -----------------------------------------------

resource "aws_subnet" "lake_attachment_a" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.5.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "lake-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "lake_attachment_b" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.5.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "lake-attachment-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "lake_attachment" {
  vpc_id = aws_vpc.lake.id

  tags = {
    Name        = "lake-attachment"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "lake_attachment_a" {
  subnet_id      = aws_subnet.lake_attachment_a.id
  route_table_id = aws_route_table.lake_attachment.id
}

resource "aws_route_table_association" "lake_attachment_b" {
  subnet_id      = aws_subnet.lake_attachment_b.id
  route_table_id = aws_route_table.lake_attachment.id

  depends_on = [aws_route_table_association.lake_attachment_a]
}

# --- Tier database: 10.0.4.0/24, no default route -------------------------------------------------

resource "aws_subnet" "lake_database_a" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.0.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "lake-database-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "lake_database_b" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.0.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "lake-database-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "lake_database" {
  vpc_id = aws_vpc.lake.id

  tags = {
    Name        = "lake-database"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "lake_database_a" {
  subnet_id      = aws_subnet.lake_database_a.id
  route_table_id = aws_route_table.lake_database.id
}

resource "aws_route_table_association" "lake_database_b" {
  subnet_id      = aws_subnet.lake_database_b.id
  route_table_id = aws_route_table.lake_database.id

  depends_on = [aws_route_table_association.lake_database_a]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "lake_s3" {
  vpc_id            = aws_vpc.lake.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.lake_app.id]

  tags = {
    Name        = "lake-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "lake_dynamodb" {
  vpc_id            = aws_vpc.lake.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.lake_app.id]

  tags = {
    Name        = "lake-dynamodb"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "lake_flow_logs" {
  name              = "/vpc-flow-logs/org/lake"
  retention_in_days = 30

  tags = {
    Name        = "lake-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "lake_flow_logs" {
  name_prefix = "lake-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.lake_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name        = "lake-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_iam_role_policy" "lake_flow_logs" {
  role = aws_iam_role.lake_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.lake_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "lake" {
  vpc_id                   = aws_vpc.lake.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.lake_flow_logs.arn
  iam_role_arn             = aws_iam_role.lake_flow_logs.arn

  tags = {
    Name        = "lake"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_iam_role_policy.lake_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "lake_vpc_id" {
  description = "The VPC lake"
  value       = aws_vpc.lake.id
}

output "lake_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.lake_app_a.id
    b = aws_subnet.lake_app_b.id
  }
}

output "lake_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.lake_attachment_a.id
    b = aws_subnet.lake_attachment_b.id
  }
}

output "lake_database_subnet_ids" {
  description = "Subnets of tier database in zones a, b"
  value = {
    a = aws_subnet.lake_database_a.id
    b = aws_subnet.lake_database_b.id
  }
}
