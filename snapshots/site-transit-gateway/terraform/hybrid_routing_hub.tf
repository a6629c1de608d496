# adopted: routes of transit gateway hub to VPN and Direct Connect attachments, eu-west-1. Made by netgen from site-transit-gateway.yaml; change that file and render again.

# --- VPN connection inet of site dublin -----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_dublin_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.dublin_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.dublin_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_dublin_inet_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_vpn_connection.dublin_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_dublin_inet_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_vpn_connection.dublin_inet.transit_gateway_attachment_id
}

# --- Direct Connect gateway main ------------------------------------------------------------------

locals {
  hub_main_dx_gateway_association_dx_gateway_owner_account_id = aws_dx_gateway_association.main_hub.dx_gateway_owner_account_id
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "hub_main" {
  transit_gateway_id = "tgw-0123456789abcdef0"
  dx_gateway_id      = "5f294f92-bafb-4011-916d-9b0b12345678"

  filter {
    name   = "resource-owner-id"
    values = [local.hub_main_dx_gateway_association_dx_gateway_owner_account_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_main" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.id

  lifecycle {
    replace_triggered_by = [aws_dx_gateway_association.main_hub.dx_gateway_owner_account_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_main_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_main_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.id
}
