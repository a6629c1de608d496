# one-root: routes of VPC orders to transit gateway hub, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "orders_app_pool_all" {
  provider = aws.shop_eu_central_1

  route_table_id         = aws_route_table.orders_app.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}
