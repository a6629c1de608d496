# sealed: routes of transit gateway hub to VPN and Direct Connect attachments, ap-northeast-1. Made by netgen from site-public-ipsec.yaml; change that file and render again.

# --- VPN connection inet of site tokyo ------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_tokyo_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_tokyo_inet_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id
}

# --- VPN connection over-1 of site tokyo ----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_tokyo_over_1" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_over_1.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.tokyo_over_1.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_tokyo_over_1_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_over_1.transit_gateway_attachment_id
}

# --- VPN connection over-2 of site tokyo ----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_tokyo_over_2" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_over_2.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.tokyo_over_2.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_tokyo_over_2_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_over_2.transit_gateway_attachment_id
}
