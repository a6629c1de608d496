# union: routes of VPC tickets to transit gateway hub, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "tickets_app_default" {
  route_table_id         = var.tickets_app_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = var.hub_transit_gateway_id
}
