# shops: routes of VPC trial to transit gateway hub, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "trial_app_10_0_0_0_12" {
  route_table_id         = var.trial_app_route_table_id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}

resource "aws_route" "trial_app_192_168_0_0_16" {
  route_table_id         = var.trial_app_route_table_id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}
