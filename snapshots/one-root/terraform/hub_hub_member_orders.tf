# one-root: VPC orders at transit gateway hub, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Attachment of VPC orders ---------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "orders" {
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.orders.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "orders"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "orders" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.orders.id]
  }

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}
