# two: VPC trial, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "trial" {
  cidr_block           = "10.16.24.0/21"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "trial"
  }
}

resource "aws_default_security_group" "trial" {
  vpc_id = aws_vpc.trial.id

  tags = {
    Name = "trial-default"
  }
}

# --- Tier app: 10.16.24.0/22, default route to the transit gateway --------------------------------

resource "aws_subnet" "trial_app_use2_az1" {
  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "use2-az1"
  cidr_block              = "10.16.24.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "trial-app-use2-az1"
  }
}

resource "aws_subnet" "trial_app_use2_az2" {
  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "use2-az2"
  cidr_block              = "10.16.25.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "trial-app-use2-az2"
  }
}

resource "aws_route_table" "trial_app" {
  vpc_id = aws_vpc.trial.id

  tags = {
    Name = "trial-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "trial_app_use2_az1" {
  subnet_id      = aws_subnet.trial_app_use2_az1.id
  route_table_id = aws_route_table.trial_app.id
}

resource "aws_route_table_association" "trial_app_use2_az2" {
  subnet_id      = aws_subnet.trial_app_use2_az2.id
  route_table_id = aws_route_table.trial_app.id

  depends_on = [aws_route_table_association.trial_app_use2_az1]
}

# --- Tier attachment: 10.16.28.0/26, no default route ---------------------------------------------

resource "aws_subnet" "trial_attachment_use2_az1" {
  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "use2-az1"
  cidr_block              = "10.16.28.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "trial-attachment-use2-az1"
  }
}

resource "aws_subnet" "trial_attachment_use2_az2" {
  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "use2-az2"
  cidr_block              = "10.16.28.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "trial-attachment-use2-az2"
  }
}

resource "aws_route_table" "trial_attachment" {
  vpc_id = aws_vpc.trial.id

  tags = {
    Name = "trial-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "trial_attachment_use2_az1" {
  subnet_id      = aws_subnet.trial_attachment_use2_az1.id
  route_table_id = aws_route_table.trial_attachment.id
}

resource "aws_route_table_association" "trial_attachment_use2_az2" {
  subnet_id      = aws_subnet.trial_attachment_use2_az2.id
  route_table_id = aws_route_table.trial_attachment.id

  depends_on = [aws_route_table_association.trial_attachment_use2_az1]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "trial_s3" {
  vpc_id            = aws_vpc.trial.id
  service_name      = "com.amazonaws.us-east-2.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.trial_app.id]

  tags = {
    Name = "trial-s3"
  }
}

resource "aws_vpc_endpoint" "trial_dynamodb" {
  vpc_id            = aws_vpc.trial.id
  service_name      = "com.amazonaws.us-east-2.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.trial_app.id]

  tags = {
    Name = "trial-dynamodb"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "trial_flow_logs" {
  name              = "/vpc-flow-logs/two/trial"
  retention_in_days = 14

  tags = {
    Name = "trial-flow-logs"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "trial_flow_logs" {
  name_prefix = "trial-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.trial_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name = "trial-flow-logs"
  }
}

resource "aws_iam_role_policy" "trial_flow_logs" {
  role = aws_iam_role.trial_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.trial_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "trial" {
  vpc_id                   = aws_vpc.trial.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.trial_flow_logs.arn
  iam_role_arn             = aws_iam_role.trial_flow_logs.arn

  tags = {
    Name = "trial"
  }

  depends_on = [aws_iam_role_policy.trial_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "trial_vpc_id" {
  description = "The VPC trial"
  value       = aws_vpc.trial.id
}

output "trial_app_subnet_ids" {
  description = "Subnets of tier app in zones use2-az1, use2-az2"
  value = {
    use2-az1 = aws_subnet.trial_app_use2_az1.id
    use2-az2 = aws_subnet.trial_app_use2_az2.id
  }
}

output "trial_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones use2-az1, use2-az2"
  value = {
    use2-az1 = aws_subnet.trial_attachment_use2_az1.id
    use2-az2 = aws_subnet.trial_attachment_use2_az2.id
  }
}
