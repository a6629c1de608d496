# outputs: VPC lake at transit gateway hub, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Attachment of VPC lake -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "lake" {
  transit_gateway_route_table_id = var.hub_data_transit_gateway_table_id
  transit_gateway_attachment_id  = var.lake_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "lake_data" {
  transit_gateway_route_table_id = var.hub_data_transit_gateway_table_id
  transit_gateway_attachment_id  = var.lake_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "lake_production" {
  transit_gateway_route_table_id = var.hub_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.lake_transit_gateway_attachment_id
}
