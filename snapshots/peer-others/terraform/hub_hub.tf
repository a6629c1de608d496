# guests: transit gateway hub, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- Route table partners -------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_partners" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-partners"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_partners_tgw_attach_0123456789abcdef0" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_partners.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}

# --- Route table workloads ------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_workloads" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-workloads"
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_workloads_tgw_attach_0123456789abcdef0" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_workloads.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}
