# nest: static routes of transit gateway hub, eu-west-1. Made by netgen from nested.yaml; change that file and render again.

# --- Route table left -----------------------------------------------------------------------------

# Pool all: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_left_pool_all" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_left.id
  destination_cidr_block         = "10.8.0.0/13"
  blackhole                      = true
}

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "hub_left_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_left.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.out.id

  depends_on = [
    aws_route_table_association.out_attachment_zone1,
    aws_route_table_association.out_attachment_zone2,
    aws_ec2_transit_gateway_route.hub_left_pool_all,
  ]
}
