# guests: acceptance by VPC stock of the peering with VPC orders, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- Routes of VPC stock --------------------------------------------------------------------------

resource "aws_route" "stock_app_to_10_64_0_0_20" {
  route_table_id            = var.stock_app_route_table_id
  destination_cidr_block    = "10.64.0.0/20"
  vpc_peering_connection_id = var.orders_stock_vpc_peering_id
}

resource "aws_vpc_peering_connection_accepter" "orders_stock" {
  vpc_peering_connection_id = var.orders_stock_vpc_peering_id
  auto_accept               = true

  tags = {
    Name = "orders-stock"
  }
}
