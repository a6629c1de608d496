# nest: VPC one, eu-west-1. Made by netgen from nested.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "one" {
  cidr_block           = "10.8.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "one"
  }
}

resource "aws_default_security_group" "one" {
  vpc_id = aws_vpc.one.id

  tags = {
    Name = "one-default"
  }
}

# --- Tier app: 10.8.0.0/22, default route to the transit gateway ----------------------------------

resource "aws_subnet" "one_app_zone1" {
  vpc_id                  = aws_vpc.one.id
  availability_zone       = var.zone1
  cidr_block              = "10.8.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "one-app-zone1"
  }
}

resource "aws_subnet" "one_app_zone2" {
  vpc_id                  = aws_vpc.one.id
  availability_zone       = var.zone2
  cidr_block              = "10.8.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "one-app-zone2"
  }
}

resource "aws_route_table" "one_app" {
  vpc_id = aws_vpc.one.id

  tags = {
    Name = "one-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "one_app_default" {
  route_table_id         = aws_route_table.one_app.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.one]
}

resource "aws_route_table_association" "one_app_zone1" {
  subnet_id      = aws_subnet.one_app_zone1.id
  route_table_id = aws_route_table.one_app.id

  depends_on = [aws_route.one_app_default]
}

resource "aws_route_table_association" "one_app_zone2" {
  subnet_id      = aws_subnet.one_app_zone2.id
  route_table_id = aws_route_table.one_app.id

  depends_on = [aws_route_table_association.one_app_zone1]
}

# --- Tier attachment: 10.8.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "one_attachment_zone1" {
  vpc_id                  = aws_vpc.one.id
  availability_zone       = var.zone1
  cidr_block              = "10.8.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "one-attachment-zone1"
  }
}

resource "aws_subnet" "one_attachment_zone2" {
  vpc_id                  = aws_vpc.one.id
  availability_zone       = var.zone2
  cidr_block              = "10.8.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "one-attachment-zone2"
  }
}

resource "aws_route_table" "one_attachment" {
  vpc_id = aws_vpc.one.id

  tags = {
    Name = "one-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "one_attachment_zone1" {
  subnet_id      = aws_subnet.one_attachment_zone1.id
  route_table_id = aws_route_table.one_attachment.id
}

resource "aws_route_table_association" "one_attachment_zone2" {
  subnet_id      = aws_subnet.one_attachment_zone2.id
  route_table_id = aws_route_table.one_attachment.id

  depends_on = [aws_route_table_association.one_attachment_zone1]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "one" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.one.id
  subnet_ids                                      = [aws_subnet.one_attachment_zone1.id, aws_subnet.one_attachment_zone2.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "one"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "one" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_left.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.one.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.one.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "one_left" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_left.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.one.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "one_right" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_right.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.one.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "one_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.one.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "one_s3" {
  vpc_id            = aws_vpc.one.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.one_app.id]

  tags = {
    Name = "one-s3"
  }
}

resource "aws_vpc_endpoint" "one_dynamodb" {
  vpc_id            = aws_vpc.one.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.one_app.id]

  tags = {
    Name = "one-dynamodb"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "one_flow_logs" {
  name              = "/vpc-flow-logs/nest/one"
  retention_in_days = 90

  tags = {
    Name = "one-flow-logs"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "one_flow_logs" {
  name_prefix = "one-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.one_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name = "one-flow-logs"
  }
}

resource "aws_iam_role_policy" "one_flow_logs" {
  role = aws_iam_role.one_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.one_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "one" {
  vpc_id                   = aws_vpc.one.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.one_flow_logs.arn
  iam_role_arn             = aws_iam_role.one_flow_logs.arn

  tags = {
    Name = "one"
  }

  depends_on = [aws_iam_role_policy.one_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "one_vpc_id" {
  description = "The VPC one"
  value       = aws_vpc.one.id
}

output "one_app_subnet_ids" {
  description = "Subnets of tier app in zones zone1, zone2"
  value = {
    zone1 = aws_subnet.one_app_zone1.id
    zone2 = aws_subnet.one_app_zone2.id
  }
}

output "one_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones zone1, zone2"
  value = {
    zone1 = aws_subnet.one_attachment_zone1.id
    zone2 = aws_subnet.one_attachment_zone2.id
  }
}
