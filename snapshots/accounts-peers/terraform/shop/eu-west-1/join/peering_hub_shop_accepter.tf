# pairs: acceptance by VPC shop of the peering with VPC hub, eu-west-1. Made by netgen from accounts-peers.yaml; change that file and render again.

# --- Routes of VPC shop ---------------------------------------------------------------------------

resource "aws_route" "shop_database_to_10_0_0_0_20" {
  route_table_id            = var.shop_database_route_table_id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = var.hub_shop_vpc_peering_id
}

resource "aws_route" "shop_web_to_10_0_0_0_20" {
  route_table_id            = var.shop_web_route_table_id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = var.hub_shop_vpc_peering_id
}

resource "aws_vpc_peering_connection_accepter" "hub_shop" {
  vpc_peering_connection_id = var.hub_shop_vpc_peering_id
  auto_accept               = true

  tags = {
    Name = "hub-shop"
  }
}
