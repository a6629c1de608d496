# private-nat: static routes of transit gateway hub, eu-west-1. Made by netgen from private-nat.yaml; change that file and render again.

# --- Route table all ------------------------------------------------------------------------------

# several VPCs may have this block, so it is reached from none
resource "aws_ec2_transit_gateway_route" "hub_all_100_64_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_all.id
  destination_cidr_block         = "100.64.0.0/16"
  blackhole                      = true
}
