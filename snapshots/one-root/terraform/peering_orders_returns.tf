# one-root: peering of VPC orders and VPC returns, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "orders_returns" {
  provider = aws.shop_eu_central_1

  vpc_id      = aws_vpc.orders.id
  peer_vpc_id = aws_vpc.returns.id
  peer_region = "eu-north-1"

  tags = {
    Name = "orders-returns"
  }
}

# --- Routes of VPC orders -------------------------------------------------------------------------

resource "aws_route" "orders_app_to_10_0_32_0_20" {
  provider = aws.shop_eu_central_1

  route_table_id            = aws_route_table.orders_app.id
  destination_cidr_block    = "10.0.32.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_returns.id
}
