# vpn-options: routes of transit gateway hub to VPN and Direct Connect attachments, eu-west-1. Made by netgen from vpn-options.yaml; change that file and render again.

# --- VPN connection dx-1 of site tokyo ------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_tokyo_dx_1" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_dx_1.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.tokyo_dx_1.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_tokyo_dx_1_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_dx_1.transit_gateway_attachment_id
}

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

# --- VPN connection isp-b of site tokyo -----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_tokyo_isp_b" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_isp_b.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.tokyo_isp_b.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_tokyo_isp_b_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_isp_b.transit_gateway_attachment_id
}

# --- VPN connection lte of site tokyo -------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_tokyo_lte" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_lte.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.tokyo_lte.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_tokyo_lte_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_lte.transit_gateway_attachment_id
}
