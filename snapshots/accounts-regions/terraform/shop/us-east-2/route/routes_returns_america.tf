# two: routes of VPC returns to transit gateway america, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Routes to transit gateway america ------------------------------------------------------------

resource "aws_route" "returns_app_pool_america" {
  route_table_id         = var.returns_app_route_table_id
  destination_cidr_block = "10.16.0.0/12"
  transit_gateway_id     = var.america_transit_gateway_id
}
