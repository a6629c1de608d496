# two: routes of VPC egress to transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Routes to transit gateway europe -------------------------------------------------------------

resource "aws_route" "egress_public_pool_europe" {
  route_table_id         = var.egress_public_route_table_id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = var.europe_transit_gateway_id
}

resource "aws_route" "egress_public_pool_america" {
  route_table_id         = var.egress_public_route_table_id
  destination_cidr_block = "10.16.0.0/12"
  transit_gateway_id     = var.europe_transit_gateway_id
}
