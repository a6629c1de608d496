# two: VPC returns, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "returns" {
  cidr_block           = "10.16.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "returns"
  }
}

resource "aws_default_security_group" "returns" {
  vpc_id = aws_vpc.returns.id

  tags = {
    Name = "returns-default"
  }
}

# --- Tier app: 10.16.0.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "returns_app_use2_az1" {
  vpc_id                  = aws_vpc.returns.id
  availability_zone_id    = "use2-az1"
  cidr_block              = "10.16.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "returns-app-use2-az1"
  }
}

resource "aws_subnet" "returns_app_use2_az2" {
  vpc_id                  = aws_vpc.returns.id
  availability_zone_id    = "use2-az2"
  cidr_block              = "10.16.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "returns-app-use2-az2"
  }
}

resource "aws_route_table" "returns_app" {
  vpc_id = aws_vpc.returns.id

  tags = {
    Name = "returns-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "returns_app_use2_az1" {
  subnet_id      = aws_subnet.returns_app_use2_az1.id
  route_table_id = aws_route_table.returns_app.id
}

resource "aws_route_table_association" "returns_app_use2_az2" {
  subnet_id      = aws_subnet.returns_app_use2_az2.id
  route_table_id = aws_route_table.returns_app.id

  depends_on = [aws_route_table_association.returns_app_use2_az1]
}

# --- Tier attachment: 10.16.4.0/26, no default route ----------------------------------------------

resource "aws_subnet" "returns_attachment_use2_az1" {
  vpc_id                  = aws_vpc.returns.id
  availability_zone_id    = "use2-az1"
  cidr_block              = "10.16.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "returns-attachment-use2-az1"
  }
}

resource "aws_subnet" "returns_attachment_use2_az2" {
  vpc_id                  = aws_vpc.returns.id
  availability_zone_id    = "use2-az2"
  cidr_block              = "10.16.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "returns-attachment-use2-az2"
  }
}

resource "aws_route_table" "returns_attachment" {
  vpc_id = aws_vpc.returns.id

  tags = {
    Name = "returns-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "returns_attachment_use2_az1" {
  subnet_id      = aws_subnet.returns_attachment_use2_az1.id
  route_table_id = aws_route_table.returns_attachment.id
}

resource "aws_route_table_association" "returns_attachment_use2_az2" {
  subnet_id      = aws_subnet.returns_attachment_use2_az2.id
  route_table_id = aws_route_table.returns_attachment.id

  depends_on = [aws_route_table_association.returns_attachment_use2_az1]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "returns_s3" {
  vpc_id            = aws_vpc.returns.id
  service_name      = "com.amazonaws.us-east-2.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.returns_app.id]

  tags = {
    Name = "returns-s3"
  }
}

resource "aws_vpc_endpoint" "returns_dynamodb" {
  vpc_id            = aws_vpc.returns.id
  service_name      = "com.amazonaws.us-east-2.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.returns_app.id]

  tags = {
    Name = "returns-dynamodb"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "returns_flow_logs" {
  name              = "/vpc-flow-logs/two/returns"
  retention_in_days = 90

  tags = {
    Name = "returns-flow-logs"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "returns_flow_logs" {
  name_prefix = "returns-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.returns_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name = "returns-flow-logs"
  }
}

resource "aws_iam_role_policy" "returns_flow_logs" {
  role = aws_iam_role.returns_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.returns_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "returns" {
  vpc_id                   = aws_vpc.returns.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.returns_flow_logs.arn
  iam_role_arn             = aws_iam_role.returns_flow_logs.arn

  tags = {
    Name = "returns"
  }

  depends_on = [aws_iam_role_policy.returns_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "returns_vpc_id" {
  description = "The VPC returns"
  value       = aws_vpc.returns.id
}

output "returns_app_subnet_ids" {
  description = "Subnets of tier app in zones use2-az1, use2-az2"
  value = {
    use2-az1 = aws_subnet.returns_app_use2_az1.id
    use2-az2 = aws_subnet.returns_app_use2_az2.id
  }
}

output "returns_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones use2-az1, use2-az2"
  value = {
    use2-az1 = aws_subnet.returns_attachment_use2_az1.id
    use2-az2 = aws_subnet.returns_attachment_use2_az2.id
  }
}
