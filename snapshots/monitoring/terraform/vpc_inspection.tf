# watched: VPC inspection, eu-west-1. Made by netgen from monitoring.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "inspection" {
  cidr_block           = "10.240.1.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "inspection"
    Owner = "noc"
  }
}

resource "aws_default_security_group" "inspection" {
  vpc_id = aws_vpc.inspection.id

  tags = {
    Name  = "inspection-default"
    Owner = "noc"
  }
}

# --- Tier firewall: 10.240.1.64/26, default route to the transit gateway --------------------------

resource "aws_subnet" "inspection_firewall_a" {
  vpc_id                  = aws_vpc.inspection.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.240.1.64/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "inspection-firewall-a"
    Owner = "noc"
  }
}

resource "aws_subnet" "inspection_firewall_b" {
  vpc_id                  = aws_vpc.inspection.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.240.1.80/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "inspection-firewall-b"
    Owner = "noc"
  }
}

resource "aws_route_table" "inspection_firewall" {
  vpc_id = aws_vpc.inspection.id

  tags = {
    Name  = "inspection-firewall"
    Owner = "noc"
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

# --- Tier attachment: 10.240.1.0/26, default route to the firewall endpoint of the same zone ------

resource "aws_subnet" "inspection_attachment_a" {
  vpc_id                  = aws_vpc.inspection.id
  availability_zone       = "eu-west-1a"
  cidr_block              = "10.240.1.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "inspection-attachment-a"
    Owner = "noc"
  }
}

resource "aws_subnet" "inspection_attachment_b" {
  vpc_id                  = aws_vpc.inspection.id
  availability_zone       = "eu-west-1b"
  cidr_block              = "10.240.1.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "inspection-attachment-b"
    Owner = "noc"
  }
}

resource "aws_route_table" "inspection_attachment_a" {
  vpc_id = aws_vpc.inspection.id

  tags = {
    Name  = "inspection-attachment-a"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "inspection_attachment_a_default" {
  route_table_id         = aws_route_table.inspection_attachment_a.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.inspection.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-west-1a"])
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
    Name  = "inspection-attachment-b"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "inspection_attachment_b_default" {
  route_table_id         = aws_route_table.inspection_attachment_b.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.inspection.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-west-1b"])
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

resource "aws_networkfirewall_rule_group" "inspection_internet" {
  name        = "watched-inspection-internet"
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
          settings = ["1"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.240.0.0/16"
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
          destination      = "192.168.1.0/24"
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
          destination      = "192.168.128.0/18"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["4"]
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
          settings = ["5"]
        }
      }
    }
  }

  tags = {
    Name  = "inspection-internet"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_firewall_policy" "inspection" {
  name = "watched-inspection"

  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_default_actions           = ["aws:drop_strict", "aws:alert_strict"]

    stateful_engine_options {
      rule_order = "STRICT_ORDER"
    }

    stateful_rule_group_reference {
      priority     = 200
      resource_arn = aws_networkfirewall_rule_group.inspection_internet.arn
    }
  }

  tags = {
    Name  = "inspection"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_firewall" "inspection" {
  name                = "watched-inspection"
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
    Name  = "inspection"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_log_group" "inspection_firewall_flows" {
  name              = "/network-firewall/watched/inspection/flows"
  retention_in_days = 90

  tags = {
    Name  = "inspection-firewall-flows"
    Owner = "noc"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "inspection_firewall_alerts" {
  name              = "/network-firewall/watched/inspection/alerts"
  retention_in_days = 90

  tags = {
    Name  = "inspection-firewall-alerts"
    Owner = "noc"
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
    Name  = "inspection"
    Owner = "noc"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.inspection.id]
  }
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
