# far: static routes of transit gateway hub, us-east-1. Made by netgen from gateway-peering.yaml; change that file and render again.

# --- Route table core -----------------------------------------------------------------------------

# a peering takes static routes only
resource "aws_ec2_transit_gateway_route" "hub_core_172_28_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_core.id
  destination_cidr_block         = "172.28.0.0/16"
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef2"
}
