# guests: peering of VPC orders and VPC stock, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "orders_stock" {
  vpc_id        = var.orders_vpc_id
  peer_vpc_id   = var.stock_vpc_id
  peer_owner_id = "222222222222"

  tags = {
    Name = "orders-stock"
  }
}

# --- Routes of VPC orders -------------------------------------------------------------------------

resource "aws_route" "orders_app_euw1_az1_to_10_64_16_0_20" {
  route_table_id            = var.orders_app_euw1_az1_route_table_id
  destination_cidr_block    = "10.64.16.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_stock.id
}

resource "aws_route" "orders_app_euw1_az1_to_10_80_0_0_22" {
  route_table_id            = var.orders_app_euw1_az1_route_table_id
  destination_cidr_block    = "10.80.0.0/22"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_stock.id
}

resource "aws_route" "orders_app_euw1_az2_to_10_64_16_0_20" {
  route_table_id            = var.orders_app_euw1_az2_route_table_id
  destination_cidr_block    = "10.64.16.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_stock.id
}

resource "aws_route" "orders_app_euw1_az2_to_10_80_0_0_22" {
  route_table_id            = var.orders_app_euw1_az2_route_table_id
  destination_cidr_block    = "10.80.0.0/22"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_stock.id
}

resource "aws_route" "orders_database_to_10_64_16_0_20" {
  route_table_id            = var.orders_database_route_table_id
  destination_cidr_block    = "10.64.16.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_stock.id
}

resource "aws_route" "orders_database_to_10_80_0_0_22" {
  route_table_id            = var.orders_database_route_table_id
  destination_cidr_block    = "10.80.0.0/22"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_stock.id
}
