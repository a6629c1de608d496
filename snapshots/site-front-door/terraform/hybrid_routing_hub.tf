# counter: routes of transit gateway hub to VPN and Direct Connect attachments, eu-west-1. Made by netgen from site-front-door.yaml; change that file and render again.

# --- VPN connection isp-a of site galway ----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_galway_isp_a" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_a.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.galway_isp_a.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_galway_isp_a_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_a.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_galway_isp_a_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_a.transit_gateway_attachment_id
}

# --- VPN connection isp-b of site galway ----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_galway_isp_b" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_b.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.galway_isp_b.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_galway_isp_b_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_b.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_galway_isp_b_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_b.transit_gateway_attachment_id
}

# --- VPN connection isp-c of site galway ----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_galway_isp_c" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_c.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.galway_isp_c.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_galway_isp_c_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_c.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_galway_isp_c_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_vpn_connection.galway_isp_c.transit_gateway_attachment_id
}
