# two: routes of VPC orders to transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Routes to transit gateway europe -------------------------------------------------------------

resource "aws_route" "orders_app_default" {
  route_table_id         = var.orders_app_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = var.europe_transit_gateway_id
}
