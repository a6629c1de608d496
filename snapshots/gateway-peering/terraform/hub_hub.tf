# far: transit gateway hub, us-east-1. Made by netgen from gateway-peering.yaml; change that file and render again.

# --- Route table core -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_core" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-core"
  }
}

# --- Route table far ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_far" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-far"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_far_tgw_attach_0123456789abcdef2" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_far.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef2"
}
