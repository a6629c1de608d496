# two: VPC orders, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "orders" {
  cidr_block           = "10.0.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "orders"
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-default"
  }
}

# --- Tier app: 10.0.0.0/22, default route to the transit gateway ----------------------------------

resource "aws_subnet" "orders_app_euc1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-app-euc1-az2"
  }
}

resource "aws_subnet" "orders_app_euc1_az3" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-app-euc1-az3"
  }
}

resource "aws_route_table" "orders_app" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_app_euc1_az2" {
  subnet_id      = aws_subnet.orders_app_euc1_az2.id
  route_table_id = aws_route_table.orders_app.id
}

resource "aws_route_table_association" "orders_app_euc1_az3" {
  subnet_id      = aws_subnet.orders_app_euc1_az3.id
  route_table_id = aws_route_table.orders_app.id

  depends_on = [aws_route_table_association.orders_app_euc1_az2]
}

# --- Tier attachment: 10.0.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "orders_attachment_euc1_az2" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-euc1-az2"
  }
}

resource "aws_subnet" "orders_attachment_euc1_az3" {
  vpc_id                  = aws_vpc.orders.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "orders-attachment-euc1-az3"
  }
}

resource "aws_route_table" "orders_attachment" {
  vpc_id = aws_vpc.orders.id

  tags = {
    Name = "orders-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "orders_attachment_euc1_az2" {
  subnet_id      = aws_subnet.orders_attachment_euc1_az2.id
  route_table_id = aws_route_table.orders_attachment.id
}

resource "aws_route_table_association" "orders_attachment_euc1_az3" {
  subnet_id      = aws_subnet.orders_attachment_euc1_az3.id
  route_table_id = aws_route_table.orders_attachment.id

  depends_on = [aws_route_table_association.orders_attachment_euc1_az2]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "orders_s3" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name = "orders-s3"
  }
}

resource "aws_vpc_endpoint" "orders_dynamodb" {
  vpc_id            = aws_vpc.orders.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.orders_app.id]

  tags = {
    Name = "orders-dynamodb"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "orders_flow_logs" {
  name              = "/vpc-flow-logs/two/orders"
  retention_in_days = 90

  tags = {
    Name = "orders-flow-logs"
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
    Name = "orders-flow-logs"
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
    Name = "orders"
  }

  depends_on = [aws_iam_role_policy.orders_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_vpc_id" {
  description = "The VPC orders"
  value       = aws_vpc.orders.id
}

output "orders_app_subnet_ids" {
  description = "Subnets of tier app in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.orders_app_euc1_az2.id
    euc1-az3 = aws_subnet.orders_app_euc1_az3.id
  }
}

output "orders_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.orders_attachment_euc1_az2.id
    euc1-az3 = aws_subnet.orders_attachment_euc1_az3.id
  }
}
