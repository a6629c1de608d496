# union: peering of VPC stock and VPC orders, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "orders_stock" {
  vpc_id        = var.stock_vpc_id
  peer_vpc_id   = var.orders_vpc_id
  peer_owner_id = "222222222222"

  tags = {
    Name        = "orders-stock"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Routes of VPC stock --------------------------------------------------------------------------

resource "aws_route" "stock_app_to_10_0_0_0_20" {
  route_table_id            = var.stock_app_route_table_id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_stock.id
}
