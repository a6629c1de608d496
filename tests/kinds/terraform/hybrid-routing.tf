# kinds: unit hybrid-routing, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

locals {
  main_hub_ec2_transit_gateway_id                             = aws_ec2_transit_gateway.hub.id
  main_hub_dx_gateway_id                                      = aws_dx_gateway.main.id
  main_hub_dx_gateway_association_dx_gateway_owner_account_id = aws_dx_gateway_association.main_hub.dx_gateway_owner_account_id
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "main_hub" {
  transit_gateway_id = local.main_hub_ec2_transit_gateway_id
  dx_gateway_id      = local.main_hub_dx_gateway_id

  filter {
    name   = "resource-owner-id"
    values = [local.main_hub_dx_gateway_association_dx_gateway_owner_account_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_main" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.main_hub.id

  lifecycle {
    replace_triggered_by = [
      aws_ec2_transit_gateway.hub.id,
      aws_dx_gateway.main.id,
      aws_dx_gateway_association.main_hub.dx_gateway_owner_account_id,
    ]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_main" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.main_hub.id
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route" "hub_inet" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  destination_cidr_block         = "192.168.0.0/16"
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id
}
