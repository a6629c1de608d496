# org: VPC egress, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "egress" {
  cidr_block           = "10.32.16.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "egress"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "egress" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name        = "egress-default"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_internet_gateway" "egress" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name        = "egress"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "egress_nat_a" {
  domain = "vpc"

  tags = {
    Name        = "egress-nat-a"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.egress_public_a.id
  allocation_id     = aws_eip.egress_nat_a.id

  tags = {
    Name        = "egress-nat-a"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_eip" "egress_nat_b" {
  domain = "vpc"

  tags = {
    Name        = "egress-nat-b"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress_b" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.egress_public_b.id
  allocation_id     = aws_eip.egress_nat_b.id

  tags = {
    Name        = "egress-nat-b"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_internet_gateway.egress]
}

# --- Tier public: 10.32.16.64/26, default route to the internet gateway ---------------------------

resource "aws_subnet" "egress_public_a" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.16.64/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "egress-public-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "egress_public_b" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.16.80/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "egress-public-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "egress_public" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name        = "egress-public"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_public_default" {
  route_table_id         = aws_route_table.egress_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.egress.id
}

resource "aws_route" "egress_public_pool_production" {
  route_table_id         = aws_route_table.egress_public.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.egress]
}

resource "aws_route" "egress_public_pool_development" {
  route_table_id         = aws_route_table.egress_public.id
  destination_cidr_block = "10.16.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.egress]
}

resource "aws_route" "egress_public_pool_shared" {
  route_table_id         = aws_route_table.egress_public.id
  destination_cidr_block = "10.32.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.egress]
}

resource "aws_route" "egress_public_pool_nordics" {
  route_table_id         = aws_route_table.egress_public.id
  destination_cidr_block = "10.48.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.egress]
}

resource "aws_route_table_association" "egress_public_a" {
  subnet_id      = aws_subnet.egress_public_a.id
  route_table_id = aws_route_table.egress_public.id

  depends_on = [
    aws_route.egress_public_default,
    aws_route.egress_public_pool_production,
    aws_route.egress_public_pool_development,
    aws_route.egress_public_pool_shared,
    aws_route.egress_public_pool_nordics,
  ]
}

resource "aws_route_table_association" "egress_public_b" {
  subnet_id      = aws_subnet.egress_public_b.id
  route_table_id = aws_route_table.egress_public.id

  depends_on = [aws_route_table_association.egress_public_a]
}

# --- Tier attachment: 10.32.16.0/26, default route by the NAT gateway of the same zone ------------

resource "aws_subnet" "egress_attachment_a" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.16.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "egress-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "egress_attachment_b" {
  vpc_id                  = aws_vpc.egress.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.16.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "egress-attachment-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "egress_attachment_a" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name        = "egress-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_attachment_a_default" {
  route_table_id         = aws_route_table.egress_attachment_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.egress_a.id
}

resource "aws_route_table_association" "egress_attachment_a" {
  subnet_id      = aws_subnet.egress_attachment_a.id
  route_table_id = aws_route_table.egress_attachment_a.id

  depends_on = [aws_route.egress_attachment_a_default]
}

resource "aws_route_table" "egress_attachment_b" {
  vpc_id = aws_vpc.egress.id

  tags = {
    Name        = "egress-attachment-b"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "egress_attachment_b_default" {
  route_table_id         = aws_route_table.egress_attachment_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.egress_b.id
}

resource "aws_route_table_association" "egress_attachment_b" {
  subnet_id      = aws_subnet.egress_attachment_b.id
  route_table_id = aws_route_table.egress_attachment_b.id

  depends_on = [aws_route.egress_attachment_b_default]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "egress" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.egress.id
  subnet_ids                                      = [aws_subnet.egress_attachment_a.id, aws_subnet.egress_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "egress"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.egress.id]
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "egress_flow_logs" {
  name              = "/vpc-flow-logs/org/egress"
  retention_in_days = 30

  tags = {
    Name        = "egress-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "egress_flow_logs" {
  name_prefix = "egress-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.egress_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name        = "egress-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_iam_role_policy" "egress_flow_logs" {
  role = aws_iam_role.egress_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.egress_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "egress" {
  vpc_id                   = aws_vpc.egress.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.egress_flow_logs.arn
  iam_role_arn             = aws_iam_role.egress_flow_logs.arn

  tags = {
    Name        = "egress"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_iam_role_policy.egress_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "egress_nat_addresses" {
  description = "Public addresses from which VPC egress opens connections, for others' allow lists"
  value = {
    a = aws_eip.egress_nat_a.public_ip
    b = aws_eip.egress_nat_b.public_ip
  }
}

output "egress_vpc_id" {
  description = "The VPC egress"
  value       = aws_vpc.egress.id
}

output "egress_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.egress_attachment_a.id
    b = aws_subnet.egress_attachment_b.id
  }
}

output "egress_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b"
  value = {
    a = aws_subnet.egress_public_a.id
    b = aws_subnet.egress_public_b.id
  }
}
