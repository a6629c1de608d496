# org: VPC inspection, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "inspection" {
  cidr_block           = "10.32.17.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "inspection"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "inspection" {
  vpc_id = aws_vpc.inspection.id

  tags = {
    Name        = "inspection-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier firewall: 10.32.17.64/26, default route to the transit gateway --------------------------

resource "aws_subnet" "inspection_firewall_a" {
  vpc_id                  = aws_vpc.inspection.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.17.64/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "inspection-firewall-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "inspection_firewall_b" {
  vpc_id                  = aws_vpc.inspection.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.17.80/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "inspection-firewall-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "inspection_firewall" {
  vpc_id = aws_vpc.inspection.id

  tags = {
    Name        = "inspection-firewall"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "inspection_firewall_default" {
  route_table_id         = aws_route_table.inspection_firewall.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.inspection]
}

resource "aws_route_table_association" "inspection_firewall_a" {
  subnet_id      = aws_subnet.inspection_firewall_a.id
  route_table_id = aws_route_table.inspection_firewall.id

  depends_on = [aws_route.inspection_firewall_default]
}

resource "aws_route_table_association" "inspection_firewall_b" {
  subnet_id      = aws_subnet.inspection_firewall_b.id
  route_table_id = aws_route_table.inspection_firewall.id

  depends_on = [aws_route_table_association.inspection_firewall_a]
}

# --- Tier attachment: 10.32.17.0/26, default route to the firewall endpoint of the same zone ------

resource "aws_subnet" "inspection_attachment_a" {
  vpc_id                  = aws_vpc.inspection.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.17.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "inspection-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "inspection_attachment_b" {
  vpc_id                  = aws_vpc.inspection.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.17.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "inspection-attachment-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "inspection_attachment_a" {
  vpc_id = aws_vpc.inspection.id

  tags = {
    Name        = "inspection-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "inspection_attachment_a_default" {
  route_table_id         = aws_route_table.inspection_attachment_a.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.inspection.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1a"])
}

resource "aws_route_table_association" "inspection_attachment_a" {
  subnet_id      = aws_subnet.inspection_attachment_a.id
  route_table_id = aws_route_table.inspection_attachment_a.id

  depends_on = [
    aws_route.inspection_attachment_a_default,
    aws_route_table_association.inspection_firewall_a,
    aws_route_table_association.inspection_firewall_b,
  ]
}

resource "aws_route_table" "inspection_attachment_b" {
  vpc_id = aws_vpc.inspection.id

  tags = {
    Name        = "inspection-attachment-b"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "inspection_attachment_b_default" {
  route_table_id         = aws_route_table.inspection_attachment_b.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.inspection.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1b"])
}

resource "aws_route_table_association" "inspection_attachment_b" {
  subnet_id      = aws_subnet.inspection_attachment_b.id
  route_table_id = aws_route_table.inspection_attachment_b.id

  depends_on = [
    aws_route.inspection_attachment_b_default,
    aws_route_table_association.inspection_firewall_a,
    aws_route_table_association.inspection_firewall_b,
  ]
}

# --- Firewall -------------------------------------------------------------------------------------

resource "aws_networkfirewall_rule_group" "inspection_pairs" {
  name        = "org-inspection-pairs"
  description = "Pairs of segments that may talk"
  type        = "STATEFUL"
  capacity    = 1000

  rule_group {
    stateful_rule_options {
      rule_order = "STRICT_ORDER"
    }

    rules_source {
      stateful_rule {
        action = "PASS"

        header {
          protocol         = "IP"
          source           = "192.168.0.0/16"
          source_port      = "ANY"
          direction        = "ANY"
          destination      = "10.0.0.0/12"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["1"]
        }
      }
    }
  }

  tags = {
    Name        = "inspection-pairs"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_rule_group" "inspection_internet" {
  name        = "org-inspection-internet"
  description = "Segments that may open connections to the internet"
  type        = "STATEFUL"
  capacity    = 1000

  rule_group {
    stateful_rule_options {
      rule_order = "STRICT_ORDER"
    }

    rules_source {
      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.0.0.0/12"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["2"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.16.0.0/12"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["3"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.32.0.0/12"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["4"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.48.0.0/12"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["5"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "192.168.0.0/16"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["6"]
        }
      }

      stateful_rule {
        action = "PASS"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "ANY"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["7"]
        }
      }
    }
  }

  tags = {
    Name        = "inspection-internet"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_firewall_policy" "inspection" {
  name = "org-inspection"

  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_default_actions           = ["aws:drop_strict", "aws:alert_strict"]

    stateful_engine_options {
      rule_order = "STRICT_ORDER"
    }

    stateful_rule_group_reference {
      priority     = 100
      resource_arn = aws_networkfirewall_rule_group.inspection_pairs.arn
    }

    stateful_rule_group_reference {
      priority     = 200
      resource_arn = aws_networkfirewall_rule_group.inspection_internet.arn
    }
  }

  tags = {
    Name        = "inspection"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_firewall" "inspection" {
  name                = "org-inspection"
  firewall_policy_arn = aws_networkfirewall_firewall_policy.inspection.arn
  vpc_id              = aws_vpc.inspection.id
  delete_protection   = true

  subnet_mapping {
    subnet_id = aws_subnet.inspection_firewall_a.id
  }

  subnet_mapping {
    subnet_id = aws_subnet.inspection_firewall_b.id
  }

  tags = {
    Name        = "inspection"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_cloudwatch_log_group" "inspection_firewall_flows" {
  name              = "/network-firewall/org/inspection/flows"
  retention_in_days = 90

  tags = {
    Name        = "inspection-firewall-flows"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "inspection_firewall_alerts" {
  name              = "/network-firewall/org/inspection/alerts"
  retention_in_days = 90

  tags = {
    Name        = "inspection-firewall-alerts"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_networkfirewall_logging_configuration" "inspection" {
  firewall_arn = aws_networkfirewall_firewall.inspection.arn

  logging_configuration {
    log_destination_config {
      log_type             = "FLOW"
      log_destination_type = "CloudWatchLogs"
      log_destination = {
        logGroup = aws_cloudwatch_log_group.inspection_firewall_flows.name
      }
    }

    log_destination_config {
      log_type             = "ALERT"
      log_destination_type = "CloudWatchLogs"
      log_destination = {
        logGroup = aws_cloudwatch_log_group.inspection_firewall_alerts.name
      }
    }
  }
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "inspection" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.inspection.id
  subnet_ids                                      = [aws_subnet.inspection_attachment_a.id, aws_subnet.inspection_attachment_b.id]
  appliance_mode_support                          = "enable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "inspection"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.inspection.id]
  }
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "inspection_flow_logs" {
  name              = "/vpc-flow-logs/org/inspection"
  retention_in_days = 30

  tags = {
    Name        = "inspection-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "inspection_flow_logs" {
  name_prefix = "inspection-flow-logs-"
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
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.inspection_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name        = "inspection-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_iam_role_policy" "inspection_flow_logs" {
  role = aws_iam_role.inspection_flow_logs.name
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
        Resource = "${aws_cloudwatch_log_group.inspection_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "inspection" {
  vpc_id                   = aws_vpc.inspection.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.inspection_flow_logs.arn
  iam_role_arn             = aws_iam_role.inspection_flow_logs.arn

  tags = {
    Name        = "inspection"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_iam_role_policy.inspection_flow_logs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "inspection_vpc_id" {
  description = "The VPC inspection"
  value       = aws_vpc.inspection.id
}

output "inspection_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.inspection_attachment_a.id
    b = aws_subnet.inspection_attachment_b.id
  }
}

output "inspection_firewall_subnet_ids" {
  description = "Subnets of tier firewall in zones a, b"
  value = {
    a = aws_subnet.inspection_firewall_a.id
    b = aws_subnet.inspection_firewall_b.id
  }
}
