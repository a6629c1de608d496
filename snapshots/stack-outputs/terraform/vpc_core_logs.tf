# outputs: VPC core: flow logs, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "core_flow_logs" {
  name              = "/vpc-flow-logs/outputs/core"
  retention_in_days = 90

  tags = {
    Name = "core-flow-logs"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "core_flow_logs" {
  name_prefix = "core-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.core_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name = "core-flow-logs"
  }
}

resource "aws_iam_role_policy" "core_flow_logs" {
  role = aws_iam_role.core_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.core_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "core" {
  vpc_id                   = aws_vpc.core.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.core_flow_logs.arn
  iam_role_arn             = aws_iam_role.core_flow_logs.arn

  tags = {
    Name = "core"
  }

  depends_on = [aws_iam_role_policy.core_flow_logs]
}
