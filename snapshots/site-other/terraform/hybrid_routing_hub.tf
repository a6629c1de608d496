# other: routes of transit gateway hub to VPN and Direct Connect attachments, eu-central-1. Made by netgen from site-other.yaml; change that file and render again.

# --- VPN connection inet of site bonn -------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_bonn_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.bonn_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.bonn_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_bonn_inet_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.bonn_inet.transit_gateway_attachment_id
}

# --- VPN connection lte of site bonn --------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_bonn_lte" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.bonn_lte.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.bonn_lte.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_bonn_lte_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.bonn_lte.transit_gateway_attachment_id
}

# --- VPN connection dx-2 of site cork -------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_cork_dx_2" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.cork_dx_2.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.cork_dx_2.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_cork_dx_2_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.cork_dx_2.transit_gateway_attachment_id
}

# --- VPN connection isp of site cork --------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_cork_isp" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.cork_isp.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.cork_isp.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_cork_isp_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.cork_isp.transit_gateway_attachment_id
}

# --- VPN connection isp of site oslo --------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "hub_oslo_isp" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_vpn_connection.oslo_isp.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.oslo_isp.transit_gateway_attachment_id]
  }
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
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
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
