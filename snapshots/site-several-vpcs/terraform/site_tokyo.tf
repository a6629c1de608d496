# shared: site tokyo, ap-northeast-1. Made by netgen from site-several-vpcs.yaml; change that file and render again.

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_private_virtual_interface" "tokyo_dx_1" {
  name             = "shared-tokyo-dx-1"
  connection_id    = "dxcon-ffabc123"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 300
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.5/30"
  customer_address = "169.254.32.6/30"

  tags = {
    Name        = "tokyo-dx-1"
    Environment = "production"
  }
}

resource "aws_dx_private_virtual_interface" "tokyo_dx_2" {
  name             = "shared-tokyo-dx-2"
  connection_id    = "dxcon-ffabc124"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 301
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.9/30"
  customer_address = "169.254.32.10/30"

  tags = {
    Name        = "tokyo-dx-2"
    Environment = "production"
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_sns_topic" "tokyo" {
  name = "shared-tokyo-uplinks"

  tags = {
    Name        = "tokyo"
    Environment = "production"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sns_topic_policy" "tokyo" {
  arn = aws_sns_topic.tokyo.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.tokyo.arn
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = split(":", aws_sns_topic.tokyo.arn)[4]
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.tokyo.arn
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "tokyo_noc_example_com" {
  topic_arn = aws_sns_topic.tokyo.arn
  protocol  = "email"
  endpoint  = "noc@example.com"
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1" {
  alarm_name        = "shared-tokyo-dx-1"
  alarm_description = "the BGP session of the virtual interface dx-1 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_1.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dx-1"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_2" {
  alarm_name        = "shared-tokyo-dx-2"
  alarm_description = "the BGP session of the virtual interface dx-2 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-ffabc124"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_2.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dx-2"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc123" {
  alarm_name        = "shared-tokyo-dxcon-ffabc123"
  alarm_description = "the Direct Connect connection dxcon-ffabc123 under site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = "dxcon-ffabc123"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dxcon-ffabc123"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc124" {
  alarm_name        = "shared-tokyo-dxcon-ffabc124"
  alarm_description = "the Direct Connect connection dxcon-ffabc124 under site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = "dxcon-ffabc124"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dxcon-ffabc124"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1_traffic_in" {
  alarm_name        = "shared-tokyo-dx-1-traffic-in"
  alarm_description = "the virtual interface dx-1 of site tokyo carries more than 800 Mbps, towards AWS. First: which hosts send so much? A connection that is full drops packets of everybody"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBpsIngress"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_1.id
  }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 800000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dx-1-traffic-in"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1_traffic_out" {
  alarm_name        = "shared-tokyo-dx-1-traffic-out"
  alarm_description = "the virtual interface dx-1 of site tokyo carries more than 800 Mbps, from AWS. First: which hosts send so much? A connection that is full drops packets of everybody"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBpsEgress"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_1.id
  }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 800000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dx-1-traffic-out"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1_prefixes" {
  alarm_name        = "shared-tokyo-dx-1-prefixes"
  alarm_description = "AWS accepts fewer than 1 prefixes on the virtual interface dx-1 of site tokyo: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_1.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dx-1-prefixes"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_2_traffic_in" {
  alarm_name        = "shared-tokyo-dx-2-traffic-in"
  alarm_description = "the virtual interface dx-2 of site tokyo carries more than 800 Mbps, towards AWS. First: which hosts send so much? A connection that is full drops packets of everybody"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBpsIngress"
  dimensions = {
    ConnectionId       = "dxcon-ffabc124"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_2.id
  }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 800000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dx-2-traffic-in"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_2_traffic_out" {
  alarm_name        = "shared-tokyo-dx-2-traffic-out"
  alarm_description = "the virtual interface dx-2 of site tokyo carries more than 800 Mbps, from AWS. First: which hosts send so much? A connection that is full drops packets of everybody"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBpsEgress"
  dimensions = {
    ConnectionId       = "dxcon-ffabc124"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_2.id
  }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 800000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dx-2-traffic-out"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_2_prefixes" {
  alarm_name        = "shared-tokyo-dx-2-prefixes"
  alarm_description = "AWS accepts fewer than 1 prefixes on the virtual interface dx-2 of site tokyo: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = "dxcon-ffabc124"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_2.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name        = "tokyo-dx-2-prefixes"
    Environment = "production"
  }
}

resource "aws_cloudwatch_event_rule" "tokyo" {
  name        = "shared-tokyo-uplinks"
  description = "What AWS announces about the services that the uplinks of site tokyo use"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["DIRECTCONNECT"]
    }
  })

  tags = {
    Name        = "tokyo"
    Environment = "production"
  }
}

resource "aws_cloudwatch_event_target" "tokyo" {
  rule      = aws_cloudwatch_event_rule.tokyo.name
  target_id = "topic"
  arn       = aws_sns_topic.tokyo.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "tokyo_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_private_virtual_interface.tokyo_dx_1.amazon_address
    bgp_auth_key   = aws_dx_private_virtual_interface.tokyo_dx_1.bgp_auth_key
    vlan           = aws_dx_private_virtual_interface.tokyo_dx_1.vlan
  }
}

output "tokyo_dx_2_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-2 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_private_virtual_interface.tokyo_dx_2.amazon_address
    bgp_auth_key   = aws_dx_private_virtual_interface.tokyo_dx_2.bgp_auth_key
    vlan           = aws_dx_private_virtual_interface.tokyo_dx_2.vlan
  }
}
