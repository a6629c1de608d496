# outputs: VPC shop at transit gateway hub, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Attachment of VPC shop -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "shop" {
  transit_gateway_route_table_id = var.hub_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.shop_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_data" {
  transit_gateway_route_table_id = var.hub_data_transit_gateway_table_id
  transit_gateway_attachment_id  = var.shop_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop_production" {
  transit_gateway_route_table_id = var.hub_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.shop_transit_gateway_attachment_id
}
