# org: routes of VPC lake to transit gateway hub, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "lake_app_default" {
  route_table_id         = var.lake_app_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = var.hub_transit_gateway_id
}
