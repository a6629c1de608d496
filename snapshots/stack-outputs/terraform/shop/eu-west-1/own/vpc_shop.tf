# outputs: VPC shop, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.1.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "shop"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-default"
  }
}

# --- Tier app: 10.1.0.0/22, default route to the transit gateway ----------------------------------

resource "aws_subnet" "shop_app_euw1_az1" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.1.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-euw1-az1"
  }
}

resource "aws_subnet" "shop_app_euw1_az2" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.1.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-app-euw1-az2"
  }
}

resource "aws_route_table" "shop_app" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_app_euw1_az1" {
  subnet_id      = aws_subnet.shop_app_euw1_az1.id
  route_table_id = aws_route_table.shop_app.id
}

resource "aws_route_table_association" "shop_app_euw1_az2" {
  subnet_id      = aws_subnet.shop_app_euw1_az2.id
  route_table_id = aws_route_table.shop_app.id

  depends_on = [aws_route_table_association.shop_app_euw1_az1]
}

# --- Tier attachment: 10.1.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "shop_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.1.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-attachment-euw1-az1"
  }
}

resource "aws_subnet" "shop_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.1.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop-attachment-euw1-az2"
  }
}

resource "aws_route_table" "shop_attachment" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_attachment_euw1_az1" {
  subnet_id      = aws_subnet.shop_attachment_euw1_az1.id
  route_table_id = aws_route_table.shop_attachment.id
}

resource "aws_route_table_association" "shop_attachment_euw1_az2" {
  subnet_id      = aws_subnet.shop_attachment_euw1_az2.id
  route_table_id = aws_route_table.shop_attachment.id

  depends_on = [aws_route_table_association.shop_attachment_euw1_az1]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shop_s3" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_app.id]

  tags = {
    Name = "shop-s3"
  }
}

resource "aws_vpc_endpoint" "shop_dynamodb" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_app.id]

  tags = {
    Name = "shop-dynamodb"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "shop_flow_logs" {
  name              = "/vpc-flow-logs/outputs/shop"
  retention_in_days = 90

  tags = {
    Name = "shop-flow-logs"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "shop_flow_logs" {
  name_prefix = "shop-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.shop_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name = "shop-flow-logs"
  }
}

resource "aws_iam_role_policy" "shop_flow_logs" {
  role = aws_iam_role.shop_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.shop_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "shop" {
  vpc_id                   = aws_vpc.shop.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.shop_flow_logs.arn
  iam_role_arn             = aws_iam_role.shop_flow_logs.arn

  tags = {
    Name = "shop"
  }

  depends_on = [aws_iam_role_policy.shop_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "shop_vpc_id" {
  description = "The VPC shop"
  value       = aws_vpc.shop.id
}

output "shop_app_subnet_ids" {
  description = "Subnets of tier app in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.shop_app_euw1_az1.id
    euw1-az2 = aws_subnet.shop_app_euw1_az2.id
  }
}

output "shop_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.shop_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.shop_attachment_euw1_az2.id
  }
}
