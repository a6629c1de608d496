# lab: VPC edge, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "edge" {
  cidr_block           = "10.32.4.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "edge"
    Owner = "network"
  }
}

resource "aws_default_security_group" "edge" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name  = "edge-default"
    Owner = "network"
  }
}

resource "aws_internet_gateway" "edge" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name  = "edge"
    Owner = "network"
  }
}

# --- NAT gateways ---------------------------------------------------------------------------------

resource "aws_eip" "edge_nat_a" {
  domain = "vpc"

  tags = {
    Name  = "edge-nat-a"
    Owner = "network"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.edge]
}

resource "aws_nat_gateway" "edge_a" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.edge_public_a.id
  allocation_id     = aws_eip.edge_nat_a.id

  tags = {
    Name  = "edge-nat-a"
    Owner = "network"
  }

  depends_on = [aws_internet_gateway.edge]
}

resource "aws_eip" "edge_nat_b" {
  domain = "vpc"

  tags = {
    Name  = "edge-nat-b"
    Owner = "network"
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_internet_gateway.edge]
}

resource "aws_nat_gateway" "edge_b" {
  connectivity_type = "public"
  subnet_id         = aws_subnet.edge_public_b.id
  allocation_id     = aws_eip.edge_nat_b.id

  tags = {
    Name  = "edge-nat-b"
    Owner = "network"
  }

  depends_on = [aws_internet_gateway.edge]
}

# --- Tier public: 10.32.4.128/26, default route to the internet gateway ---------------------------

resource "aws_subnet" "edge_public_a" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.4.128/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "edge-public-a"
    Owner = "network"
  }
}

resource "aws_subnet" "edge_public_b" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.4.144/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "edge-public-b"
    Owner = "network"
  }
}

resource "aws_route_table" "edge_public_a" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name  = "edge-public-a"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_public_a_default" {
  route_table_id         = aws_route_table.edge_public_a.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.edge.id
}

resource "aws_route" "edge_public_a_pool_estate" {
  route_table_id         = aws_route_table.edge_public_a.id
  destination_cidr_block = "10.0.0.0/8"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.edge.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1a"])
}

resource "aws_route" "edge_public_a_vpc_tenant_2_172_30_0_0_22" {
  route_table_id         = aws_route_table.edge_public_a.id
  destination_cidr_block = "172.30.0.0/22"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.edge.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1a"])
}

resource "aws_route" "edge_public_a_192_168_0_0_16" {
  route_table_id         = aws_route_table.edge_public_a.id
  destination_cidr_block = "192.168.0.0/16"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.edge.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1a"])
}

resource "aws_route_table_association" "edge_public_a" {
  subnet_id      = aws_subnet.edge_public_a.id
  route_table_id = aws_route_table.edge_public_a.id

  depends_on = [
    aws_route.edge_public_a_default,
    aws_route.edge_public_a_pool_estate,
    aws_route.edge_public_a_vpc_tenant_2_172_30_0_0_22,
    aws_route.edge_public_a_192_168_0_0_16,
  ]
}

resource "aws_route_table" "edge_public_b" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name  = "edge-public-b"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_public_b_default" {
  route_table_id         = aws_route_table.edge_public_b.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.edge.id
}

resource "aws_route" "edge_public_b_pool_estate" {
  route_table_id         = aws_route_table.edge_public_b.id
  destination_cidr_block = "10.0.0.0/8"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.edge.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1b"])
}

resource "aws_route" "edge_public_b_vpc_tenant_2_172_30_0_0_22" {
  route_table_id         = aws_route_table.edge_public_b.id
  destination_cidr_block = "172.30.0.0/22"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.edge.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1b"])
}

resource "aws_route" "edge_public_b_192_168_0_0_16" {
  route_table_id         = aws_route_table.edge_public_b.id
  destination_cidr_block = "192.168.0.0/16"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.edge.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1b"])
}

resource "aws_route_table_association" "edge_public_b" {
  subnet_id      = aws_subnet.edge_public_b.id
  route_table_id = aws_route_table.edge_public_b.id

  depends_on = [
    aws_route.edge_public_b_default,
    aws_route.edge_public_b_pool_estate,
    aws_route.edge_public_b_vpc_tenant_2_172_30_0_0_22,
    aws_route.edge_public_b_192_168_0_0_16,
  ]
}

# --- Tier firewall: 10.32.4.64/26, default route by the NAT gateway of the same zone --------------

resource "aws_subnet" "edge_firewall_a" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.4.64/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "edge-firewall-a"
    Owner = "network"
  }
}

resource "aws_subnet" "edge_firewall_b" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.4.80/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "edge-firewall-b"
    Owner = "network"
  }
}

resource "aws_route_table" "edge_firewall_a" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name  = "edge-firewall-a"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_firewall_a_default" {
  route_table_id         = aws_route_table.edge_firewall_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.edge_a.id
}

resource "aws_route" "edge_firewall_a_pool_estate" {
  route_table_id         = aws_route_table.edge_firewall_a.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.edge]
}

resource "aws_route" "edge_firewall_a_vpc_tenant_2_172_30_0_0_22" {
  route_table_id         = aws_route_table.edge_firewall_a.id
  destination_cidr_block = "172.30.0.0/22"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.edge]
}

resource "aws_route" "edge_firewall_a_192_168_0_0_16" {
  route_table_id         = aws_route_table.edge_firewall_a.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.edge]
}

resource "aws_route_table_association" "edge_firewall_a" {
  subnet_id      = aws_subnet.edge_firewall_a.id
  route_table_id = aws_route_table.edge_firewall_a.id

  depends_on = [
    aws_route.edge_firewall_a_default,
    aws_route.edge_firewall_a_pool_estate,
    aws_route.edge_firewall_a_vpc_tenant_2_172_30_0_0_22,
    aws_route.edge_firewall_a_192_168_0_0_16,
  ]
}

resource "aws_route_table" "edge_firewall_b" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name  = "edge-firewall-b"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_firewall_b_default" {
  route_table_id         = aws_route_table.edge_firewall_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.edge_b.id
}

resource "aws_route" "edge_firewall_b_pool_estate" {
  route_table_id         = aws_route_table.edge_firewall_b.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.edge]
}

resource "aws_route" "edge_firewall_b_vpc_tenant_2_172_30_0_0_22" {
  route_table_id         = aws_route_table.edge_firewall_b.id
  destination_cidr_block = "172.30.0.0/22"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.edge]
}

resource "aws_route" "edge_firewall_b_192_168_0_0_16" {
  route_table_id         = aws_route_table.edge_firewall_b.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.edge]
}

resource "aws_route_table_association" "edge_firewall_b" {
  subnet_id      = aws_subnet.edge_firewall_b.id
  route_table_id = aws_route_table.edge_firewall_b.id

  depends_on = [
    aws_route.edge_firewall_b_default,
    aws_route.edge_firewall_b_pool_estate,
    aws_route.edge_firewall_b_vpc_tenant_2_172_30_0_0_22,
    aws_route.edge_firewall_b_192_168_0_0_16,
  ]
}

# --- Tier attachment: 10.32.4.0/26, default route to the firewall endpoint of the same zone -------

resource "aws_subnet" "edge_attachment_a" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "edge-attachment-a"
    Owner = "network"
  }
}

resource "aws_subnet" "edge_attachment_b" {
  vpc_id                  = aws_vpc.edge.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "edge-attachment-b"
    Owner = "network"
  }
}

resource "aws_route_table" "edge_attachment_a" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name  = "edge-attachment-a"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_attachment_a_default" {
  route_table_id         = aws_route_table.edge_attachment_a.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.edge.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1a"])
}

resource "aws_route_table_association" "edge_attachment_a" {
  subnet_id      = aws_subnet.edge_attachment_a.id
  route_table_id = aws_route_table.edge_attachment_a.id

  depends_on = [
    aws_route.edge_attachment_a_default,
    aws_route_table_association.edge_firewall_a,
    aws_route_table_association.edge_firewall_b,
  ]
}

resource "aws_route_table" "edge_attachment_b" {
  vpc_id = aws_vpc.edge.id

  tags = {
    Name  = "edge-attachment-b"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "edge_attachment_b_default" {
  route_table_id         = aws_route_table.edge_attachment_b.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.edge.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "eu-central-1b"])
}

resource "aws_route_table_association" "edge_attachment_b" {
  subnet_id      = aws_subnet.edge_attachment_b.id
  route_table_id = aws_route_table.edge_attachment_b.id

  depends_on = [
    aws_route.edge_attachment_b_default,
    aws_route_table_association.edge_firewall_a,
    aws_route_table_association.edge_firewall_b,
  ]
}

# --- Firewall -------------------------------------------------------------------------------------

resource "aws_networkfirewall_rule_group" "edge_pairs" {
  name        = "lab-edge-pairs"
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
          source           = "10.32.0.0/16"
          source_port      = "ANY"
          direction        = "ANY"
          destination      = "10.16.0.0/12"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["1"]
        }
      }

      stateful_rule {
        action = "PASS"

        header {
          protocol         = "IP"
          source           = "10.32.0.0/16"
          source_port      = "ANY"
          direction        = "ANY"
          destination      = "172.30.0.0/22"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["2"]
        }
      }

      stateful_rule {
        action = "PASS"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "ANY"
          destination      = "192.168.0.0/16"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["3"]
        }
      }
    }
  }

  tags = {
    Name  = "edge-pairs"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_rule_group" "edge_internet" {
  name        = "lab-edge-internet"
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
          source           = "10.32.0.0/16"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.0.0.0/8"
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
          source           = "10.32.0.0/16"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "172.30.0.0/22"
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
          source           = "10.32.0.0/16"
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
          source           = "10.32.0.0/16"
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

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.0.0.0/8"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["8"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.0.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "172.30.0.0/22"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["9"]
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
          settings = ["10"]
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
          settings = ["11"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.16.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.0.0.0/8"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["12"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.16.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "172.30.0.0/22"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["13"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "10.16.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "192.168.0.0/16"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["14"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "172.30.0.0/22"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.0.0.0/8"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["15"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "172.30.0.0/22"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "172.30.0.0/22"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["16"]
        }
      }

      stateful_rule {
        action = "DROP"

        header {
          protocol         = "IP"
          source           = "172.30.0.0/22"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "192.168.0.0/16"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["17"]
        }
      }

      stateful_rule {
        action = "PASS"

        header {
          protocol         = "IP"
          source           = "10.16.0.0/12"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "ANY"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["18"]
        }
      }

      stateful_rule {
        action = "PASS"

        header {
          protocol         = "IP"
          source           = "172.30.0.0/22"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "ANY"
          destination_port = "ANY"
        }

        rule_option {
          keyword  = "sid"
          settings = ["19"]
        }
      }
    }
  }

  tags = {
    Name  = "edge-internet"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_firewall_policy" "edge" {
  name = "lab-edge"

  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_default_actions           = ["aws:drop_strict", "aws:alert_strict"]

    stateful_engine_options {
      rule_order = "STRICT_ORDER"
    }

    stateful_rule_group_reference {
      priority     = 100
      resource_arn = aws_networkfirewall_rule_group.edge_pairs.arn
    }

    stateful_rule_group_reference {
      priority     = 200
      resource_arn = aws_networkfirewall_rule_group.edge_internet.arn
    }
  }

  tags = {
    Name  = "edge"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_firewall" "edge" {
  name                = "lab-edge"
  firewall_policy_arn = aws_networkfirewall_firewall_policy.edge.arn
  vpc_id              = aws_vpc.edge.id
  delete_protection   = true

  subnet_mapping {
    subnet_id = aws_subnet.edge_firewall_a.id
  }

  subnet_mapping {
    subnet_id = aws_subnet.edge_firewall_b.id
  }

  tags = {
    Name  = "edge"
    Owner = "network"
  }
}

resource "aws_cloudwatch_log_group" "edge_firewall_flows" {
  name              = "/network-firewall/lab/edge/flows"
  retention_in_days = 90

  tags = {
    Name  = "edge-firewall-flows"
    Owner = "network"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "edge_firewall_alerts" {
  name              = "/network-firewall/lab/edge/alerts"
  retention_in_days = 90

  tags = {
    Name  = "edge-firewall-alerts"
    Owner = "network"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_networkfirewall_logging_configuration" "edge" {
  firewall_arn = aws_networkfirewall_firewall.edge.arn

  logging_configuration {
    log_destination_config {
      log_type             = "FLOW"
      log_destination_type = "CloudWatchLogs"
      log_destination = {
        logGroup = aws_cloudwatch_log_group.edge_firewall_flows.name
      }
    }

    log_destination_config {
      log_type             = "ALERT"
      log_destination_type = "CloudWatchLogs"
      log_destination = {
        logGroup = aws_cloudwatch_log_group.edge_firewall_alerts.name
      }
    }
  }
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "edge" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.edge.id
  subnet_ids                                      = [aws_subnet.edge_attachment_a.id, aws_subnet.edge_attachment_b.id]
  appliance_mode_support                          = "enable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "edge"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "edge" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.edge.id]
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "edge_nat_addresses" {
  description = "Public addresses from which VPC edge opens connections, for others' allow lists"
  value = {
    a = aws_eip.edge_nat_a.public_ip
    b = aws_eip.edge_nat_b.public_ip
  }
}

output "edge_vpc_id" {
  description = "The VPC edge"
  value       = aws_vpc.edge.id
}

output "edge_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.edge_attachment_a.id
    b = aws_subnet.edge_attachment_b.id
  }
}

output "edge_firewall_subnet_ids" {
  description = "Subnets of tier firewall in zones a, b"
  value = {
    a = aws_subnet.edge_firewall_a.id
    b = aws_subnet.edge_firewall_b.id
  }
}

output "edge_public_subnet_ids" {
  description = "Subnets of tier public in zones a, b"
  value = {
    a = aws_subnet.edge_public_a.id
    b = aws_subnet.edge_public_b.id
  }
}
