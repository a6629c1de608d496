# watched: VPC shop, eu-west-1. Made by netgen from monitoring.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "shop"
    Owner = "noc"
  }
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-default"
    Owner = "noc"
  }
}

# --- Tier private: 10.1.0.0/20, default route to the transit gateway ------------------------------

resource "aws_subnet" "shop_private_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.1.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shop-private-a"
    Owner = "noc"
  }
}

resource "aws_subnet" "shop_private_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.1.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shop-private-b"
    Owner = "noc"
  }
}

resource "aws_route_table" "shop_private" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-private"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shop_private_default" {
  route_table_id         = aws_route_table.shop_private.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_route_table_association" "shop_private_a" {
  subnet_id      = aws_subnet.shop_private_a.id
  route_table_id = aws_route_table.shop_private.id

  depends_on = [aws_route.shop_private_default]
}

resource "aws_route_table_association" "shop_private_b" {
  subnet_id      = aws_subnet.shop_private_b.id
  route_table_id = aws_route_table.shop_private.id

  depends_on = [aws_route_table_association.shop_private_a]
}

# --- Tier attachment: 10.1.16.0/26, no default route ----------------------------------------------

resource "aws_subnet" "shop_attachment_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.1.16.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shop-attachment-a"
    Owner = "noc"
  }
}

resource "aws_subnet" "shop_attachment_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.1.16.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "shop-attachment-b"
    Owner = "noc"
  }
}

resource "aws_route_table" "shop_attachment" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name  = "shop-attachment"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shop_attachment_a" {
  subnet_id      = aws_subnet.shop_attachment_a.id
  route_table_id = aws_route_table.shop_attachment.id
}

resource "aws_route_table_association" "shop_attachment_b" {
  subnet_id      = aws_subnet.shop_attachment_b.id
  route_table_id = aws_route_table.shop_attachment.id

  depends_on = [aws_route_table_association.shop_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shop" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.shop.id
  subnet_ids                                      = [aws_subnet.shop_attachment_a.id, aws_subnet.shop_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "shop"
    Owner = "noc"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "shop" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shop.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_on_prem" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_prod" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shop_s3" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_private.id]

  tags = {
    Name  = "shop-s3"
    Owner = "noc"
  }
}

resource "aws_vpc_endpoint" "shop_dynamodb" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shop_private.id]

  tags = {
    Name  = "shop-dynamodb"
    Owner = "noc"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "shop_flow_logs" {
  name              = "/vpc-flow-logs/watched/shop"
  retention_in_days = 30

  tags = {
    Name  = "shop-flow-logs"
    Owner = "noc"
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
    Name  = "shop-flow-logs"
    Owner = "noc"
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
    Name  = "shop"
    Owner = "noc"
  }

  depends_on = [aws_iam_role_policy.shop_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "shop_vpc_id" {
  description = "The VPC shop"
  value       = aws_vpc.shop.id
}

output "shop_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.shop_attachment_a.id
    b = aws_subnet.shop_attachment_b.id
  }
}

output "shop_private_subnet_ids" {
  description = "Subnets of tier private in zones a, b"
  value = {
    a = aws_subnet.shop_private_a.id
    b = aws_subnet.shop_private_b.id
  }
}
