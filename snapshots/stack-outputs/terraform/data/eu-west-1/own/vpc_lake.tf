# outputs: VPC lake, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "lake" {
  cidr_block           = "10.2.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "lake"
  }
}

resource "aws_default_security_group" "lake" {
  vpc_id = aws_vpc.lake.id

  tags = {
    Name = "lake-default"
  }
}

# --- Tier store: 10.2.0.0/22, default route to the transit gateway --------------------------------

resource "aws_subnet" "lake_store_euw1_az1" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.2.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "lake-store-euw1-az1"
  }
}

resource "aws_subnet" "lake_store_euw1_az2" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.2.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "lake-store-euw1-az2"
  }
}

resource "aws_route_table" "lake_store" {
  vpc_id = aws_vpc.lake.id

  tags = {
    Name = "lake-store"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "lake_store_euw1_az1" {
  subnet_id      = aws_subnet.lake_store_euw1_az1.id
  route_table_id = aws_route_table.lake_store.id
}

resource "aws_route_table_association" "lake_store_euw1_az2" {
  subnet_id      = aws_subnet.lake_store_euw1_az2.id
  route_table_id = aws_route_table.lake_store.id

  depends_on = [aws_route_table_association.lake_store_euw1_az1]
}

# --- Tier attachment: 10.2.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "lake_attachment_euw1_az1" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone_id    = "euw1-az1"
  cidr_block              = "10.2.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "lake-attachment-euw1-az1"
  }
}

resource "aws_subnet" "lake_attachment_euw1_az2" {
  vpc_id                  = aws_vpc.lake.id
  availability_zone_id    = "euw1-az2"
  cidr_block              = "10.2.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "lake-attachment-euw1-az2"
  }
}

resource "aws_route_table" "lake_attachment" {
  vpc_id = aws_vpc.lake.id

  tags = {
    Name = "lake-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "lake_attachment_euw1_az1" {
  subnet_id      = aws_subnet.lake_attachment_euw1_az1.id
  route_table_id = aws_route_table.lake_attachment.id
}

resource "aws_route_table_association" "lake_attachment_euw1_az2" {
  subnet_id      = aws_subnet.lake_attachment_euw1_az2.id
  route_table_id = aws_route_table.lake_attachment.id

  depends_on = [aws_route_table_association.lake_attachment_euw1_az1]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "lake_s3" {
  vpc_id            = aws_vpc.lake.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.lake_store.id]

  tags = {
    Name = "lake-s3"
  }
}

resource "aws_vpc_endpoint" "lake_dynamodb" {
  vpc_id            = aws_vpc.lake.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.lake_store.id]

  tags = {
    Name = "lake-dynamodb"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "lake_flow_logs" {
  name              = "/vpc-flow-logs/outputs/lake"
  retention_in_days = 90

  tags = {
    Name = "lake-flow-logs"
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
    Name = "lake-flow-logs"
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
    Name = "lake"
  }

  depends_on = [aws_iam_role_policy.lake_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "lake_vpc_id" {
  description = "The VPC lake"
  value       = aws_vpc.lake.id
}

output "lake_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.lake_attachment_euw1_az1.id
    euw1-az2 = aws_subnet.lake_attachment_euw1_az2.id
  }
}

output "lake_store_subnet_ids" {
  description = "Subnets of tier store in zones euw1-az1, euw1-az2"
  value = {
    euw1-az1 = aws_subnet.lake_store_euw1_az1.id
    euw1-az2 = aws_subnet.lake_store_euw1_az2.id
  }
}
