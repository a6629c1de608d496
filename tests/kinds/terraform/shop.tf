# kinds: unit shop, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_vpc" "shop" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "shop"
  }
}

resource "aws_subnet" "shop_a" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.1.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop"
  }
}

resource "aws_subnet" "shop_b" {
  vpc_id                  = aws_vpc.shop.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.1.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "shop"
  }
}

resource "aws_route_table" "shop" {
  vpc_id = aws_vpc.shop.id

  tags = {
    Name = "shop"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "shop" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.shop.id
  subnet_ids                                      = [aws_subnet.shop_a.id, aws_subnet.shop_b.id]
  appliance_mode_support                          = "enable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "disable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "shop"
  }
}

resource "aws_route" "shop_0_0_0_0_0" {
  route_table_id         = aws_route_table.shop.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shop]
}

resource "aws_ec2_transit_gateway_route_table_association" "shop_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shop.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_ec2_transit_gateway_route" "shop_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "172.16.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
}

resource "aws_networkfirewall_rule_group" "shop_between" {
  name        = "kinds-between"
  description = "shop and lab, shop to the internet"
  type        = "STATEFUL"
  capacity    = 100

  rule_group {
    stateful_rule_options {
      rule_order = "STRICT_ORDER"
    }

    rules_source {
      stateful_rule {
        action = "PASS"

        header {
          protocol         = "IP"
          source           = "10.1.0.0/16"
          source_port      = "ANY"
          direction        = "ANY"
          destination      = "10.2.0.0/16"
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
          source           = "10.1.0.0/16"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "10.0.0.0/8"
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
          source           = "10.1.0.0/16"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "ANY"
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
    Name = "between"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_firewall_policy" "shop" {
  name = "kinds"

  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_default_actions           = ["aws:drop_strict", "aws:alert_strict"]

    stateful_engine_options {
      rule_order = "STRICT_ORDER"
    }

    stateful_rule_group_reference {
      priority     = 10
      resource_arn = aws_networkfirewall_rule_group.shop_between.arn
    }
  }

  tags = {
    Name = "shop"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_networkfirewall_firewall" "shop" {
  name                = "kinds"
  firewall_policy_arn = aws_networkfirewall_firewall_policy.shop.arn
  vpc_id              = aws_vpc.shop.id
  delete_protection   = true

  subnet_mapping {
    subnet_id = aws_subnet.shop_a.id
  }

  subnet_mapping {
    subnet_id = aws_subnet.shop_b.id
  }

  tags = {
    Name = "shop"
  }
}

resource "aws_cloudwatch_log_group" "shop_flows" {
  name              = "/network-firewall/kinds/flows"
  retention_in_days = 30

  tags = {
    Name = "flows"
  }
}

resource "aws_cloudwatch_log_group" "shop_alerts" {
  name              = "/network-firewall/kinds/alerts"
  retention_in_days = 30

  tags = {
    Name = "alerts"
  }
}

resource "aws_networkfirewall_logging_configuration" "shop" {
  firewall_arn = aws_networkfirewall_firewall.shop.arn

  logging_configuration {
    log_destination_config {
      log_type             = "FLOW"
      log_destination_type = "CloudWatchLogs"
      log_destination = {
        logGroup = aws_cloudwatch_log_group.shop_flows.name
      }
    }

    log_destination_config {
      log_type             = "ALERT"
      log_destination_type = "CloudWatchLogs"
      log_destination = {
        logGroup = aws_cloudwatch_log_group.shop_alerts.name
      }
    }
  }
}

resource "aws_route" "shop_10_2_0_0_16" {
  route_table_id         = aws_route_table.shop.id
  destination_cidr_block = "10.2.0.0/16"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.shop.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "us-east-1b"])
}

resource "aws_security_group" "shop" {
  vpc_id      = aws_vpc.shop.id
  name_prefix = "shop-"
  description = "shop"

  tags = {
    Name = "shop"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_endpoint" "shop_ssm" {
  vpc_id              = aws_vpc.shop.id
  service_name        = "com.amazonaws.us-east-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.shop_a.id, aws_subnet.shop_b.id]
  security_group_ids  = [aws_security_group.shop.id]

  tags = {
    Name = "ssm"
  }
}

resource "aws_route53profiles_resource_association" "shop_ssm" {
  name         = "kinds-ssm"
  profile_id   = aws_route53profiles_profile.hub.id
  resource_arn = aws_vpc_endpoint.shop_ssm.arn
}

resource "aws_route53_resolver_endpoint" "shop_inbound" {
  name               = "kinds-inbound"
  direction          = "INBOUND"
  security_group_ids = [aws_security_group.shop.id]

  ip_address {
    subnet_id = aws_subnet.shop_a.id
    ip        = "10.1.0.10"
  }

  ip_address {
    subnet_id = aws_subnet.shop_b.id
    ip        = "10.1.1.10"
  }

  tags = {
    Name = "inbound"
  }
}

resource "aws_route53_resolver_endpoint" "shop_outbound" {
  name               = "kinds-outbound"
  direction          = "OUTBOUND"
  security_group_ids = [aws_security_group.shop.id]

  ip_address {
    subnet_id = aws_subnet.shop_a.id
    ip        = "10.1.0.11"
  }

  ip_address {
    subnet_id = aws_subnet.shop_b.id
    ip        = "10.1.1.11"
  }

  tags = {
    Name = "outbound"
  }
}

resource "aws_route53_resolver_rule" "shop_corp" {
  name                 = "kinds-corp"
  rule_type            = "FORWARD"
  domain_name          = "corp.example"
  resolver_endpoint_id = aws_route53_resolver_endpoint.shop_outbound.id

  target_ip {
    ip = "172.16.0.2"
  }

  target_ip {
    ip = "172.16.0.3"
  }

  tags = {
    Name = "corp"
  }
}

resource "aws_route53profiles_association" "shop" {
  name        = "kinds-shop"
  profile_id  = aws_route53profiles_profile.hub.id
  resource_id = aws_vpc.shop.id

  tags = {
    Name = "shop"
  }
}
