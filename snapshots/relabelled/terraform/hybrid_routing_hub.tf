# corp: routes of transit gateway core (made as hub) to VPN and Direct Connect attachments, ap-northeast-1. Made by netgen from relabelled.yaml; change that file and render again.

# --- VPN connection inet of site tokyo ------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "core_tokyo_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_sites.id
  transit_gateway_attachment_id  = aws_vpn_connection.chiyoda_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.chiyoda_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "core_tokyo_inet_prod" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_production.id
  transit_gateway_attachment_id  = aws_vpn_connection.chiyoda_inet.transit_gateway_attachment_id
}

# --- Direct Connect gateway main ------------------------------------------------------------------

locals {
  hub_main_ec2_transit_gateway_id                             = aws_ec2_transit_gateway.core.id
  hub_main_dx_gateway_id                                      = aws_dx_gateway.tokyo_1.id
  hub_main_dx_gateway_association_dx_gateway_owner_account_id = aws_dx_gateway_association.tokyo_1_hub.dx_gateway_owner_account_id
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "core_main" {
  transit_gateway_id = local.hub_main_ec2_transit_gateway_id
  dx_gateway_id      = local.hub_main_dx_gateway_id

  filter {
    name   = "resource-owner-id"
    values = [local.hub_main_dx_gateway_association_dx_gateway_owner_account_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "core_main" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_sites.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.core_main.id

  lifecycle {
    replace_triggered_by = [
      aws_ec2_transit_gateway.core.id,
      aws_dx_gateway.tokyo_1.id,
      aws_dx_gateway_association.tokyo_1_hub.dx_gateway_owner_account_id,
    ]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "core_main_prod" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_production.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.core_main.id
}
