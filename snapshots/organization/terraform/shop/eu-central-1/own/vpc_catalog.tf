# org: VPC catalog, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "catalog" {
  cidr_block           = "10.16.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "catalog"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "catalog" {
  vpc_id = aws_vpc.catalog.id

  tags = {
    Name        = "catalog-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.16.0.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "catalog_app_a" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.16.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "catalog-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "catalog_app_b" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.16.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "catalog-app-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "catalog_app" {
  vpc_id = aws_vpc.catalog.id

  tags = {
    Name        = "catalog-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "catalog_app_a" {
  subnet_id      = aws_subnet.catalog_app_a.id
  route_table_id = aws_route_table.catalog_app.id
}

resource "aws_route_table_association" "catalog_app_b" {
  subnet_id      = aws_subnet.catalog_app_b.id
  route_table_id = aws_route_table.catalog_app.id

  depends_on = [aws_route_table_association.catalog_app_a]
}

# --- Tier attachment: 10.16.5.0/26, no default route ----------------------------------------------

resource "aws_subnet" "catalog_attachment_a" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.16.5.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "catalog-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "catalog_attachment_b" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.16.5.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "catalog-attachment-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "catalog_attachment" {
  vpc_id = aws_vpc.catalog.id

  tags = {
    Name        = "catalog-attachment"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "catalog_attachment_a" {
  subnet_id      = aws_subnet.catalog_attachment_a.id
  route_table_id = aws_route_table.catalog_attachment.id
}

resource "aws_route_table_association" "catalog_attachment_b" {
  subnet_id      = aws_subnet.catalog_attachment_b.id
  route_table_id = aws_route_table.catalog_attachment.id

  depends_on = [aws_route_table_association.catalog_attachment_a]
}

# --- Tier database: 10.16.4.0/24, no default route ------------------------------------------------

resource "aws_subnet" "catalog_database_a" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.16.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "catalog-database-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "catalog_database_b" {
  vpc_id                  = aws_vpc.catalog.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.16.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "catalog-database-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "catalog_database" {
  vpc_id = aws_vpc.catalog.id

  tags = {
    Name        = "catalog-database"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "catalog_database_a" {
  subnet_id      = aws_subnet.catalog_database_a.id
  route_table_id = aws_route_table.catalog_database.id
}

resource "aws_route_table_association" "catalog_database_b" {
  subnet_id      = aws_subnet.catalog_database_b.id
  route_table_id = aws_route_table.catalog_database.id

  depends_on = [aws_route_table_association.catalog_database_a]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "catalog_s3" {
  vpc_id            = aws_vpc.catalog.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.catalog_app.id]

  tags = {
    Name        = "catalog-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "catalog_dynamodb" {
  vpc_id            = aws_vpc.catalog.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.catalog_app.id]

  tags = {
    Name        = "catalog-dynamodb"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "catalog_flow_logs" {
  name              = "/vpc-flow-logs/org/catalog"
  retention_in_days = 30

  tags = {
    Name        = "catalog-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "catalog_flow_logs" {
  name_prefix = "catalog-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.catalog_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name        = "catalog-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_iam_role_policy" "catalog_flow_logs" {
  role = aws_iam_role.catalog_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.catalog_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "catalog" {
  vpc_id                   = aws_vpc.catalog.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.catalog_flow_logs.arn
  iam_role_arn             = aws_iam_role.catalog_flow_logs.arn

  tags = {
    Name        = "catalog"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_iam_role_policy.catalog_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "catalog_vpc_id" {
  description = "The VPC catalog"
  value       = aws_vpc.catalog.id
}

output "catalog_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.catalog_app_a.id
    b = aws_subnet.catalog_app_b.id
  }
}

output "catalog_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.catalog_attachment_a.id
    b = aws_subnet.catalog_attachment_b.id
  }
}

output "catalog_database_subnet_ids" {
  description = "Subnets of tier database in zones a, b"
  value = {
    a = aws_subnet.catalog_database_a.id
    b = aws_subnet.catalog_database_b.id
  }
}
