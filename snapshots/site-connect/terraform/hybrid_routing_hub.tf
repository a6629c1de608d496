# sd-wan: routes of transit gateway hub to VPN and Direct Connect attachments, eu-west-1. Made by netgen from site-connect.yaml; change that file and render again.

# --- Connect peers of site branches over VPC sdwan ------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_branches_sdwan" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_branches.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_connect.branches_sdwan.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_connect.branches_sdwan.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_branches_sdwan_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_connect.branches_sdwan.id
}
