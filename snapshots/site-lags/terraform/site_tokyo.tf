# ports: site tokyo, ap-northeast-1. Made by netgen from site-lags.yaml; change that file and render again.

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_transit_virtual_interface" "tokyo_dx_1" {
  name             = "ports-tokyo-dx-1"
  connection_id    = aws_dx_lag.pair.id
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 310
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65000
  amazon_address   = "169.254.32.9/30"
  customer_address = "169.254.32.10/30"

  tags = {
    Name = "tokyo-dx-1"
  }
}

resource "aws_dx_transit_virtual_interface" "tokyo_dx_2" {
  name             = "ports-tokyo-dx-2"
  connection_id    = aws_dx_connection.dojima.id
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 311
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65000
  amazon_address   = "169.254.32.13/30"
  customer_address = "169.254.32.14/30"

  tags = {
    Name = "tokyo-dx-2"
  }
}

resource "aws_dx_transit_virtual_interface" "tokyo_dx_3" {
  name             = "ports-tokyo-dx-3"
  connection_id    = "dxlag-ffabc125"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 312
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65000
  amazon_address   = "169.254.32.17/30"
  customer_address = "169.254.32.18/30"

  tags = {
    Name = "tokyo-dx-3"
  }
}

# --- Public virtual interfaces --------------------------------------------------------------------

# It comes up once AWS has verified the prefixes. The router's community 7224:9300 carries them to all Regions.
resource "aws_dx_public_virtual_interface" "tokyo_public_1" {
  name                  = "ports-tokyo-public-1"
  connection_id         = aws_dx_lag.pair.id
  vlan                  = 320
  address_family        = "ipv4"
  bgp_asn               = 65000
  amazon_address        = "198.51.100.129/30"
  customer_address      = "198.51.100.130/30"
  route_filter_prefixes = ["203.0.113.0/24"]

  tags = {
    Name = "tokyo-public-1"
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_sns_topic" "tokyo" {
  name = "ports-tokyo-uplinks"

  tags = {
    Name = "tokyo"
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
  alarm_name        = "ports-tokyo-dx-1"
  alarm_description = "the BGP session of the virtual interface dx-1 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = aws_dx_lag.pair.id
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_1.id
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
    Name = "tokyo-dx-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_2" {
  alarm_name        = "ports-tokyo-dx-2"
  alarm_description = "the BGP session of the virtual interface dx-2 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = aws_dx_connection.dojima.id
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_2.id
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
    Name = "tokyo-dx-2"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_3" {
  alarm_name        = "ports-tokyo-dx-3"
  alarm_description = "the BGP session of the virtual interface dx-3 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxlag-ffabc125"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_3.id
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
    Name = "tokyo-dx-3"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_public_1" {
  alarm_name        = "ports-tokyo-public-1"
  alarm_description = "the BGP session of the public virtual interface public-1 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = aws_dx_lag.pair.id
    VirtualInterfaceId = aws_dx_public_virtual_interface.tokyo_public_1.id
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
    Name = "tokyo-public-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxlag_ffabc125" {
  alarm_name        = "ports-tokyo-dxlag-ffabc125"
  alarm_description = "the Direct Connect LAG dxlag-ffabc125 under site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = "dxlag-ffabc125"
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
    Name = "tokyo-dxlag-ffabc125"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_connection_dojima" {
  alarm_name        = "ports-tokyo-connection--dojima"
  alarm_description = "the Direct Connect connection dojima under site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = aws_dx_connection.dojima.id
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
    Name = "tokyo-connection--dojima"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_connection_pair_1" {
  alarm_name        = "ports-tokyo-connection--pair-1"
  alarm_description = "the Direct Connect connection pair-1 under site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = aws_dx_connection.pair_1.id
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
    Name = "tokyo-connection--pair-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_connection_pair_2" {
  alarm_name        = "ports-tokyo-connection--pair-2"
  alarm_description = "the Direct Connect connection pair-2 under site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = aws_dx_connection.pair_2.id
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
    Name = "tokyo-connection--pair-2"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1_prefixes" {
  alarm_name        = "ports-tokyo-dx-1-prefixes"
  alarm_description = "AWS accepts fewer than 1 prefixes on the virtual interface dx-1 of site tokyo: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = aws_dx_lag.pair.id
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_1.id
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
    Name = "tokyo-dx-1-prefixes"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_2_prefixes" {
  alarm_name        = "ports-tokyo-dx-2-prefixes"
  alarm_description = "AWS accepts fewer than 1 prefixes on the virtual interface dx-2 of site tokyo: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = aws_dx_connection.dojima.id
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_2.id
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
    Name = "tokyo-dx-2-prefixes"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_3_prefixes" {
  alarm_name        = "ports-tokyo-dx-3-prefixes"
  alarm_description = "AWS accepts fewer than 1 prefixes on the virtual interface dx-3 of site tokyo: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = "dxlag-ffabc125"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_3.id
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
    Name = "tokyo-dx-3-prefixes"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_public_1_prefixes" {
  alarm_name        = "ports-tokyo-public-1-prefixes"
  alarm_description = "AWS accepts fewer than 1 prefixes on the virtual interface public-1 of site tokyo: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = aws_dx_lag.pair.id
    VirtualInterfaceId = aws_dx_public_virtual_interface.tokyo_public_1.id
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
    Name = "tokyo-public-1-prefixes"
  }
}

resource "aws_cloudwatch_composite_alarm" "tokyo_cut_off" {
  alarm_name        = "ports-tokyo--cut-off"
  alarm_description = "site tokyo is cut off: every uplink is down. First: is there power at the site, and do its routers answer by another way? Then docs/monitoring.md and the sheets for troubleshooting of its routers"
  alarm_rule        = "ALARM(\"ports-tokyo-dx-1\") AND ALARM(\"ports-tokyo-dx-2\") AND ALARM(\"ports-tokyo-dx-3\")"
  alarm_actions     = [aws_sns_topic.tokyo.arn]
  ok_actions        = [aws_sns_topic.tokyo.arn]

  tags = {
    Name = "tokyo-cut-off"
  }

  depends_on = [
    aws_cloudwatch_metric_alarm.tokyo_dx_1,
    aws_cloudwatch_metric_alarm.tokyo_dx_2,
    aws_cloudwatch_metric_alarm.tokyo_dx_3,
  ]
}

resource "aws_cloudwatch_event_rule" "tokyo" {
  name        = "ports-tokyo-uplinks"
  description = "What AWS announces about the services that the uplinks of site tokyo use"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["DIRECTCONNECT"]
    }
  })

  tags = {
    Name = "tokyo"
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
    amazon_address = aws_dx_transit_virtual_interface.tokyo_dx_1.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.tokyo_dx_1.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.tokyo_dx_1.vlan
  }
}

output "tokyo_dx_2_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-2 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.tokyo_dx_2.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.tokyo_dx_2.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.tokyo_dx_2.vlan
  }
}

output "tokyo_dx_3_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-3 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.tokyo_dx_3.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.tokyo_dx_3.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.tokyo_dx_3.vlan
  }
}

output "tokyo_public_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface public-1 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_public_virtual_interface.tokyo_public_1.amazon_address
    bgp_auth_key   = aws_dx_public_virtual_interface.tokyo_public_1.bgp_auth_key
    vlan           = aws_dx_public_virtual_interface.tokyo_public_1.vlan
  }
}
