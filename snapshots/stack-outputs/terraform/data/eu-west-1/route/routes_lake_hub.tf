# outputs: routes of VPC lake to transit gateway hub, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "lake_store_vpc_core_10_0_0_0_20" {
  route_table_id         = var.lake_store_route_table_id
  destination_cidr_block = "10.0.0.0/20"
  transit_gateway_id     = var.hub_transit_gateway_id
}

resource "aws_route" "lake_store_vpc_shop_10_1_0_0_20" {
  route_table_id         = var.lake_store_route_table_id
  destination_cidr_block = "10.1.0.0/20"
  transit_gateway_id     = var.hub_transit_gateway_id
}
