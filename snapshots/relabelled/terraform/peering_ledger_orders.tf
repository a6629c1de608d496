# corp: peering of VPC accounts (made as ledger) and VPC shop (made as orders), ap-northeast-1. Made by netgen from relabelled.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "accounts_shop" {
  vpc_id      = aws_vpc.accounts.id
  peer_vpc_id = aws_vpc.shop.id
  auto_accept = true

  tags = {
    Name = "shortcut"
  }
}

# --- Routes of VPC ledger -------------------------------------------------------------------------

resource "aws_route" "accounts_data_to_10_0_16_0_20" {
  route_table_id            = aws_route_table.accounts_data.id
  destination_cidr_block    = "10.0.16.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.accounts_shop.id
}

# --- Routes of VPC orders -------------------------------------------------------------------------

resource "aws_route" "shop_private_a_to_10_0_0_0_20" {
  route_table_id            = aws_route_table.shop_private_a.id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.accounts_shop.id
}

resource "aws_route" "shop_private_c_to_10_0_0_0_20" {
  route_table_id            = aws_route_table.shop_private_c.id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.accounts_shop.id
}
