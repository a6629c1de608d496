# sd-wan: site branches, eu-west-1. Made by netgen from site-connect.yaml; change that file and render again.

# --- Connect peers over VPC sdwan -----------------------------------------------------------------

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

# Inside, the appliance is 169.254.16.1, and AWS is 169.254.16.2 and 169.254.16.3.
resource "aws_ec2_transit_gateway_connect_peer" "branches_gre_1" {
  transit_gateway_attachment_id = aws_ec2_transit_gateway_connect.branches_sdwan.id
  transit_gateway_address       = "10.255.0.254"
  peer_address                  = "10.9.0.10"
  inside_cidr_blocks            = ["169.254.16.0/29"]
  bgp_asn                       = 65010

  tags = {
    Name = "branches-gre-1"
  }
}

# Inside, the appliance is 169.254.40.9, and AWS is 169.254.40.10 and 169.254.40.11.
resource "aws_ec2_transit_gateway_connect_peer" "branches_gre_2" {
  transit_gateway_attachment_id = aws_ec2_transit_gateway_connect.branches_sdwan.id
  transit_gateway_address       = "10.255.0.20"
  peer_address                  = "10.9.1.10"
  inside_cidr_blocks            = ["169.254.40.8/29"]
  bgp_asn                       = 65010

  tags = {
    Name = "branches-gre-2"
  }
}
