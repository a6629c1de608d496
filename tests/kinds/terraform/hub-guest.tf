# kinds: unit hub-guest, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "hub_guest" {
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.guest.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "guest"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "guest_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.guest.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.guest.id]
  }

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.hub_guest]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "guest_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.guest.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.hub_guest]
}

resource "aws_ec2_transit_gateway_route" "guest_hub" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "172.16.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.guest.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.hub_guest]
}

resource "aws_vpc_peering_connection_accepter" "guest_shop" {
  vpc_peering_connection_id = aws_vpc_peering_connection.guest_shop.id
  auto_accept               = true

  tags = {
    Name = "guest-shop"
  }
}
