# shops: routes of VPC probe to transit gateway lab, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- Routes to transit gateway lab ----------------------------------------------------------------

resource "aws_route" "probe_app_pool_shops" {
  route_table_id         = var.probe_app_route_table_id
  destination_cidr_block = "10.64.0.0/14"
  transit_gateway_id     = "tgw-0aaaaaaaaaaaaaaa0"
}
