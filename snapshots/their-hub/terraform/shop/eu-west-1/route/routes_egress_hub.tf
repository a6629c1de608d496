# shops: routes of VPC egress to transit gateway hub, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "egress_public_pool_shops" {
  route_table_id         = var.egress_public_route_table_id
  destination_cidr_block = "10.64.0.0/14"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}
