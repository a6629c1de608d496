# one-root-regions: peering of VPC shop and VPC backup, eu-west-1. Made by netgen from one-root-regions.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "shop_backup" {
  vpc_id      = aws_vpc.shop.id
  peer_vpc_id = aws_vpc.backup.id
  peer_region = "eu-north-1"

  tags = {
    Name = "shop-backup"
  }
}

# --- Routes of VPC shop ---------------------------------------------------------------------------

resource "aws_route" "shop_app_euw1_az1_to_10_1_0_0_20" {
  route_table_id            = aws_route_table.shop_app_euw1_az1.id
  destination_cidr_block    = "10.1.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shop_backup.id
}

resource "aws_route" "shop_app_euw1_az2_to_10_1_0_0_20" {
  route_table_id            = aws_route_table.shop_app_euw1_az2.id
  destination_cidr_block    = "10.1.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shop_backup.id
}
