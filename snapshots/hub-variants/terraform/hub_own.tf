# lab: transit gateway own, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "own" {
  description                        = "A second gateway, without a way out"
  amazon_side_asn                    = 4200000001
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "enable"
  dns_support                        = "disable"
  vpn_ecmp_support                   = "disable"
  security_group_referencing_support = "disable"
  transit_gateway_cidr_blocks        = ["10.254.0.0/24"]

  tags = {
    Name  = "own"
    Owner = "network"
    Stage = "lab"
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "own_flow_logs" {
  name              = "/transit-gateway-flow-logs/lab/own"
  retention_in_days = 7

  tags = {
    Name  = "own-flow-logs"
    Owner = "network"
    Stage = "lab"
  }
}

resource "aws_iam_role" "own_flow_logs" {
  name_prefix = "own-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.own_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name  = "own-flow-logs"
    Owner = "network"
    Stage = "lab"
  }
}

resource "aws_iam_role_policy" "own_flow_logs" {
  role = aws_iam_role.own_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.own_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "own" {
  transit_gateway_id       = aws_ec2_transit_gateway.own.id
  max_aggregation_interval = 60
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.own_flow_logs.arn
  iam_role_arn             = aws_iam_role.own_flow_logs.arn

  tags = {
    Name  = "own"
    Owner = "network"
    Stage = "lab"
  }

  depends_on = [aws_iam_role_policy.own_flow_logs]
}

# --- Route table left -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "own_left" {
  transit_gateway_id = aws_ec2_transit_gateway.own.id

  tags = {
    Name  = "own-left"
    Owner = "network"
    Stage = "lab"
  }
}

# --- Route table right ----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "own_right" {
  transit_gateway_id = aws_ec2_transit_gateway.own.id

  tags = {
    Name  = "own-right"
    Owner = "network"
    Stage = "lab"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "own_transit_gateway_id" {
  description = "The transit gateway own, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.own.id
}
