# plants: routes of transit gateway hub to VPN and Direct Connect attachments, eu-central-1. Made by netgen from site-link.yaml; change that file and render again.

# --- VPN connection inet of site berlin -----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_berlin_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_plants.id
  transit_gateway_attachment_id  = aws_vpn_connection.berlin_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.berlin_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_berlin_inet_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.berlin_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_berlin_inet_plants" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_plants.id
  transit_gateway_attachment_id  = aws_vpn_connection.berlin_inet.transit_gateway_attachment_id
}

# --- VPN connection inet of site dresden ----------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_dresden_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_plants.id
  transit_gateway_attachment_id  = aws_vpn_connection.dresden_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.dresden_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_dresden_inet_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.dresden_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_dresden_inet_plants" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_plants.id
  transit_gateway_attachment_id  = aws_vpn_connection.dresden_inet.transit_gateway_attachment_id
}

# --- Direct Connect gateway main ------------------------------------------------------------------

locals {
  hub_main_ec2_transit_gateway_id                             = aws_ec2_transit_gateway.hub.id
  hub_main_dx_gateway_id                                      = aws_dx_gateway.main.id
  hub_main_dx_gateway_association_dx_gateway_owner_account_id = aws_dx_gateway_association.main_hub.dx_gateway_owner_account_id
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "hub_main" {
  transit_gateway_id = local.hub_main_ec2_transit_gateway_id
  dx_gateway_id      = local.hub_main_dx_gateway_id

  filter {
    name   = "resource-owner-id"
    values = [local.hub_main_dx_gateway_association_dx_gateway_owner_account_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_main" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_plants.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.id

  lifecycle {
    replace_triggered_by = [
      aws_ec2_transit_gateway.hub.id,
      aws_dx_gateway.main.id,
      aws_dx_gateway_association.main_hub.dx_gateway_owner_account_id,
    ]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_main_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_main_plants" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_plants.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.id
}
