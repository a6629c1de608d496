# app: routes of VPC app to transit gateway hub, eu-central-1. Made by netgen from their-hub-alone.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "app_app_10_0_0_0_12" {
  route_table_id         = var.app_app_route_table_id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}
