# one-root: acceptance by VPC returns of the peering with VPC orders, eu-north-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Routes of VPC returns ------------------------------------------------------------------------

resource "aws_route" "returns_app_to_10_0_16_0_20" {
  provider = aws.shop_eu_north_1

  route_table_id            = aws_route_table.returns_app.id
  destination_cidr_block    = "10.0.16.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_returns.id
}

resource "aws_vpc_peering_connection_accepter" "orders_returns" {
  provider = aws.shop_eu_north_1

  vpc_peering_connection_id = aws_vpc_peering_connection.orders_returns.id
  auto_accept               = true

  tags = {
    Name = "orders-returns"
  }
}
