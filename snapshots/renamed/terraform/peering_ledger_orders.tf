# corp: peering of VPC accounts (made as ledger) and VPC shop (made as orders), ap-northeast-1. Made by netgen from renamed.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "shortcut" {
  vpc_id      = aws_vpc.ledger.id
  peer_vpc_id = aws_vpc.orders.id
  auto_accept = true

  tags = {
    Name = "shortcut"
  }
}

# --- Routes of VPC ledger -------------------------------------------------------------------------

resource "aws_route" "ledger_data_to_10_0_16_0_20" {
  route_table_id            = aws_route_table.ledger_data.id
  destination_cidr_block    = "10.0.16.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shortcut.id
}

# --- Routes of VPC orders -------------------------------------------------------------------------

resource "aws_route" "orders_app_a_to_10_0_0_0_20" {
  route_table_id            = aws_route_table.orders_app_a.id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shortcut.id
}

resource "aws_route" "orders_app_c_to_10_0_0_0_20" {
  route_table_id            = aws_route_table.orders_app_c.id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shortcut.id
}
