# terragrunt: routes of VPC orders to transit gateway hub, eu-central-1. Made by netgen from terragrunt.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "orders_app_vpc_tools_10_0_0_0_20" {
  route_table_id         = var.orders_app_route_table_id
  destination_cidr_block = "10.0.0.0/20"
  transit_gateway_id     = var.hub_transit_gateway_id
}
