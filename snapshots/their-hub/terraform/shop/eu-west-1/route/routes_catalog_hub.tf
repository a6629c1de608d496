# shops: routes of VPC catalog to transit gateway hub, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "catalog_app_default" {
  route_table_id         = var.catalog_app_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}
