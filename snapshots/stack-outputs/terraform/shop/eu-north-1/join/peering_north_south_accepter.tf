# outputs: acceptance by VPC south of the peering with VPC north, eu-north-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Routes of VPC south --------------------------------------------------------------------------

resource "aws_route" "south_app_to_10_3_0_0_20" {
  route_table_id            = var.south_app_route_table_id
  destination_cidr_block    = "10.3.0.0/20"
  vpc_peering_connection_id = var.north_south_vpc_peering_id
}

resource "aws_vpc_peering_connection_accepter" "north_south" {
  vpc_peering_connection_id = var.north_south_vpc_peering_id
  auto_accept               = true

  tags = {
    Name = "north-south"
  }
}
