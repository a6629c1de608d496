# union: acceptance by VPC orders of the peering with VPC stock, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Routes of VPC orders -------------------------------------------------------------------------

resource "aws_route" "orders_app_to_10_0_16_0_20" {
  route_table_id            = var.orders_app_route_table_id
  destination_cidr_block    = "10.0.16.0/20"
  vpc_peering_connection_id = var.orders_stock_vpc_peering_id
}

resource "aws_vpc_peering_connection_accepter" "orders_stock" {
  vpc_peering_connection_id = var.orders_stock_vpc_peering_id
  auto_accept               = true

  tags = {
    Name        = "orders-stock"
    Environment = "production"
    Owner       = "platform"
  }
}
