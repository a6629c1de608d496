# corp: routes of transit gateway core to VPN and Direct Connect attachments, eu-west-1. Made by netgen from remote-access.yaml; change that file and render again.

# --- VPN connection inet of site tokyo ------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "core_tokyo_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "core_tokyo_inet_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_production.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "core_tokyo_inet_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_shared.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id
}
