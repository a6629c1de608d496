# ports: site nara, ap-northeast-1. Made by netgen from site-lags.yaml; change that file and render again.

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_transit_virtual_interface" "nara_dx_1" {
  name             = "ports-nara-dx-1"
  connection_id    = aws_dx_lag.wide.id
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 300
  mtu              = 8500
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"

  tags = {
    Name = "nara-dx-1"
  }
}

resource "aws_dx_transit_virtual_interface" "nara_dx_2" {
  name             = "ports-nara-dx-2"
  connection_id    = "dxlag-ffabc124"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 301
  mtu              = 8500
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.5/30"
  customer_address = "169.254.32.6/30"

  tags = {
    Name = "nara-dx-2"
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_sns_topic" "nara" {
  name = "ports-nara-uplinks"

  tags = {
    Name = "nara"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sns_topic_policy" "nara" {
  arn = aws_sns_topic.nara.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.nara.arn
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = split(":", aws_sns_topic.nara.arn)[4]
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.nara.arn
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "nara_noc_example_com" {
  topic_arn = aws_sns_topic.nara.arn
  protocol  = "email"
  endpoint  = "noc@example.com"
}

resource "aws_cloudwatch_metric_alarm" "nara_dx_1" {
  alarm_name        = "ports-nara-dx-1"
  alarm_description = "the BGP session of the virtual interface dx-1 of site nara is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = aws_dx_lag.wide.id
    VirtualInterfaceId = aws_dx_transit_virtual_interface.nara_dx_1.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.nara.arn]
  ok_actions          = [aws_sns_topic.nara.arn]

  tags = {
    Name = "nara-dx-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "nara_dx_2" {
  alarm_name        = "ports-nara-dx-2"
  alarm_description = "the BGP session of the virtual interface dx-2 of site nara is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxlag-ffabc124"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.nara_dx_2.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.nara.arn]
  ok_actions          = [aws_sns_topic.nara.arn]

  tags = {
    Name = "nara-dx-2"
  }
}

resource "aws_cloudwatch_metric_alarm" "nara_dxlag_ffabc124" {
  alarm_name        = "ports-nara-dxlag-ffabc124"
  alarm_description = "the Direct Connect LAG dxlag-ffabc124 under site nara is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = "dxlag-ffabc124"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.nara.arn]
  ok_actions          = [aws_sns_topic.nara.arn]

  tags = {
    Name = "nara-dxlag-ffabc124"
  }
}

resource "aws_cloudwatch_metric_alarm" "nara_connection_wide_1" {
  alarm_name        = "ports-nara-connection--wide-1"
  alarm_description = "the Direct Connect connection wide-1 under site nara is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = aws_dx_connection.wide_1.id
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.nara.arn]
  ok_actions          = [aws_sns_topic.nara.arn]

  tags = {
    Name = "nara-connection--wide-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "nara_dx_1_prefixes" {
  alarm_name        = "ports-nara-dx-1-prefixes"
  alarm_description = "AWS accepts fewer than 1 prefixes on the virtual interface dx-1 of site nara: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = aws_dx_lag.wide.id
    VirtualInterfaceId = aws_dx_transit_virtual_interface.nara_dx_1.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.nara.arn]
  ok_actions          = [aws_sns_topic.nara.arn]

  tags = {
    Name = "nara-dx-1-prefixes"
  }
}

resource "aws_cloudwatch_metric_alarm" "nara_dx_2_prefixes" {
  alarm_name        = "ports-nara-dx-2-prefixes"
  alarm_description = "AWS accepts fewer than 1 prefixes on the virtual interface dx-2 of site nara: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = "dxlag-ffabc124"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.nara_dx_2.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.nara.arn]
  ok_actions          = [aws_sns_topic.nara.arn]

  tags = {
    Name = "nara-dx-2-prefixes"
  }
}

resource "aws_cloudwatch_composite_alarm" "nara_cut_off" {
  alarm_name        = "ports-nara--cut-off"
  alarm_description = "site nara is cut off: every uplink is down. First: is there power at the site, and do its routers answer by another way? Then docs/monitoring.md and the sheets for troubleshooting of its routers"
  alarm_rule        = "ALARM(\"ports-nara-dx-1\") AND ALARM(\"ports-nara-dx-2\")"
  alarm_actions     = [aws_sns_topic.nara.arn]
  ok_actions        = [aws_sns_topic.nara.arn]

  tags = {
    Name = "nara-cut-off"
  }

  depends_on = [aws_cloudwatch_metric_alarm.nara_dx_1, aws_cloudwatch_metric_alarm.nara_dx_2]
}

resource "aws_cloudwatch_event_rule" "nara" {
  name        = "ports-nara-uplinks"
  description = "What AWS announces about the services that the uplinks of site nara use"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["DIRECTCONNECT"]
    }
  })

  tags = {
    Name = "nara"
  }
}

resource "aws_cloudwatch_event_target" "nara" {
  rule      = aws_cloudwatch_event_rule.nara.name
  target_id = "topic"
  arn       = aws_sns_topic.nara.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "nara_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site nara, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.nara_dx_1.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.nara_dx_1.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.nara_dx_1.vlan
  }
}

output "nara_dx_2_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-2 of site nara, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.nara_dx_2.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.nara_dx_2.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.nara_dx_2.vlan
  }
}
