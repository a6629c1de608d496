# pairs: peering of VPC data and VPC shop, eu-north-1. Made by netgen from accounts-peers.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "shop_data" {
  vpc_id        = var.data_vpc_id
  peer_vpc_id   = var.shop_vpc_id
  peer_owner_id = "222222222222"
  peer_region   = "eu-west-1"

  tags = {
    Name = "shop-data"
  }
}

# --- Routes of VPC data ---------------------------------------------------------------------------

resource "aws_route" "data_store_to_10_1_0_0_20" {
  route_table_id            = var.data_store_route_table_id
  destination_cidr_block    = "10.1.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shop_data.id
}
