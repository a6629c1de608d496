# kinds: unit branches, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_connect" "branches_sdwan" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  transport_attachment_id                         = aws_ec2_transit_gateway_vpc_attachment.sdwan.id
  protocol                                        = "gre"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "branches-connect-sdwan"
  }
}

resource "aws_ec2_transit_gateway_connect_peer" "branches_gre_1" {
  transit_gateway_attachment_id = aws_ec2_transit_gateway_connect.branches_sdwan.id
  transit_gateway_address       = "10.255.0.254"
  peer_address                  = "10.6.0.10"
  inside_cidr_blocks            = ["169.254.40.8/29"]
  bgp_asn                       = 65010

  tags = {
    Name = "branches-gre-1"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "branches_sdwan_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_connect.branches_sdwan.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_connect.branches_sdwan.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "branches_sdwan_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_connect.branches_sdwan.id
}

resource "aws_ec2_transit_gateway_route" "branches_sdwan_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "172.16.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_connect.branches_sdwan.id
}
