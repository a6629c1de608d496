# two: VPC orders at transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Attachment of VPC orders ---------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "orders" {
  transit_gateway_attachment_id                   = var.orders_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "orders"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "orders" {
  transit_gateway_route_table_id = var.europe_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.orders_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_production" {
  transit_gateway_route_table_id = var.europe_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.orders_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_egress" {
  transit_gateway_route_table_id = var.europe_egress_transit_gateway_table_id
  transit_gateway_attachment_id  = var.orders_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}
