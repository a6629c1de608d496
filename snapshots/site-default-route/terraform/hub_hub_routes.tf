# branch: static routes of transit gateway hub, eu-west-1. Made by netgen from site-default-route.yaml; change that file and render again.

# --- Route table on-prem --------------------------------------------------------------------------

# VPC egress: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_on_prem_vpc_egress_10_1_0_0_24" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  destination_cidr_block         = "10.1.0.0/24"
  blackhole                      = true
}

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "hub_on_prem_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  depends_on = [
    aws_route_table_association.egress_attachment_a,
    aws_route_table_association.egress_attachment_b,
    aws_ec2_transit_gateway_route.hub_on_prem_vpc_egress_10_1_0_0_24,
  ]
}
