# outputs: VPC north, eu-north-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "north" {
  cidr_block           = "10.3.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "north"
  }
}

resource "aws_default_security_group" "north" {
  vpc_id = aws_vpc.north.id

  tags = {
    Name = "north-default"
  }
}

# --- Tier app: 10.3.0.0/22, no default route ------------------------------------------------------

resource "aws_subnet" "north_app_eun1_az1" {
  vpc_id                  = aws_vpc.north.id
  availability_zone_id    = "eun1-az1"
  cidr_block              = "10.3.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "north-app-eun1-az1"
  }
}

resource "aws_subnet" "north_app_eun1_az2" {
  vpc_id                  = aws_vpc.north.id
  availability_zone_id    = "eun1-az2"
  cidr_block              = "10.3.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "north-app-eun1-az2"
  }
}

resource "aws_route_table" "north_app" {
  vpc_id = aws_vpc.north.id

  tags = {
    Name = "north-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "north_app_eun1_az1" {
  subnet_id      = aws_subnet.north_app_eun1_az1.id
  route_table_id = aws_route_table.north_app.id
}

resource "aws_route_table_association" "north_app_eun1_az2" {
  subnet_id      = aws_subnet.north_app_eun1_az2.id
  route_table_id = aws_route_table.north_app.id

  depends_on = [aws_route_table_association.north_app_eun1_az1]
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "north_flow_logs" {
  name              = "/vpc-flow-logs/outputs/north"
  retention_in_days = 90

  tags = {
    Name = "north-flow-logs"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "north_flow_logs" {
  name_prefix = "north-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.north_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name = "north-flow-logs"
  }
}

resource "aws_iam_role_policy" "north_flow_logs" {
  role = aws_iam_role.north_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.north_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "north" {
  vpc_id                   = aws_vpc.north.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.north_flow_logs.arn
  iam_role_arn             = aws_iam_role.north_flow_logs.arn

  tags = {
    Name = "north"
  }

  depends_on = [aws_iam_role_policy.north_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "north_vpc_id" {
  description = "The VPC north"
  value       = aws_vpc.north.id
}

output "north_app_subnet_ids" {
  description = "Subnets of tier app in zones eun1-az1, eun1-az2"
  value = {
    eun1-az1 = aws_subnet.north_app_eun1_az1.id
    eun1-az2 = aws_subnet.north_app_eun1_az2.id
  }
}
