# one-root-regions: acceptance by VPC backup of the peering with VPC shop, eu-north-1. Made by netgen from one-root-regions.yaml; change that file and render again.

# --- Routes of VPC backup -------------------------------------------------------------------------

resource "aws_route" "backup_app_to_10_0_0_0_20" {
  provider = aws.eu_north_1

  route_table_id            = aws_route_table.backup_app.id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shop_backup.id
}

resource "aws_vpc_peering_connection_accepter" "shop_backup" {
  provider = aws.eu_north_1

  vpc_peering_connection_id = aws_vpc_peering_connection.shop_backup.id
  auto_accept               = true

  tags = {
    Name = "shop-backup"
  }
}
