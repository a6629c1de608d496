# pairs: peering of VPC hub and VPC shop, eu-west-1. Made by netgen from accounts-peers.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "hub_shop" {
  vpc_id        = var.hub_vpc_id
  peer_vpc_id   = var.shop_vpc_id
  peer_owner_id = "222222222222"

  tags = {
    Name = "hub-shop"
  }
}

# --- Routes of VPC hub ----------------------------------------------------------------------------

resource "aws_route" "hub_app_euw1_az1_to_10_1_0_0_20" {
  route_table_id            = var.hub_app_euw1_az1_route_table_id
  destination_cidr_block    = "10.1.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.hub_shop.id
}

resource "aws_route" "hub_app_euw1_az2_to_10_1_0_0_20" {
  route_table_id            = var.hub_app_euw1_az2_route_table_id
  destination_cidr_block    = "10.1.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.hub_shop.id
}
