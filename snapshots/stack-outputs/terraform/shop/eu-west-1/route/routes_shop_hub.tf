# outputs: routes of VPC shop to transit gateway hub, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "shop_app_vpc_core_10_0_0_0_20" {
  route_table_id         = var.shop_app_route_table_id
  destination_cidr_block = "10.0.0.0/20"
  transit_gateway_id     = var.hub_transit_gateway_id
}

resource "aws_route" "shop_app_vpc_lake_10_2_0_0_20" {
  route_table_id         = var.shop_app_route_table_id
  destination_cidr_block = "10.2.0.0/20"
  transit_gateway_id     = var.hub_transit_gateway_id
}
