# retail: routes of transit gateway hub to VPN and Direct Connect attachments, us-east-1. Made by netgen from vpn-concentrator.yaml; change that file and render again.

# --- VPN connection inet of site austin -----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_austin_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_offices.id
  transit_gateway_attachment_id  = aws_vpn_connection.austin_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.austin_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_austin_inet_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.austin_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_austin_inet_offices" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_offices.id
  transit_gateway_attachment_id  = aws_vpn_connection.austin_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_austin_inet_stores" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_stores.id
  transit_gateway_attachment_id  = aws_vpn_connection.austin_inet.transit_gateway_attachment_id
}

# --- VPN connection inet of site chicago ----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_chicago_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_offices.id
  transit_gateway_attachment_id  = aws_vpn_connection.chicago_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.chicago_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_chicago_inet_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.chicago_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_chicago_inet_offices" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_offices.id
  transit_gateway_attachment_id  = aws_vpn_connection.chicago_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_chicago_inet_stores" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_stores.id
  transit_gateway_attachment_id  = aws_vpn_connection.chicago_inet.transit_gateway_attachment_id
}
