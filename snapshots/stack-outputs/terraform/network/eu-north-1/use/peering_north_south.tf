# outputs: peering of VPC north and VPC south, eu-north-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "north_south" {
  vpc_id        = var.north_vpc_id
  peer_vpc_id   = var.south_vpc_id
  peer_owner_id = "222222222222"

  tags = {
    Name = "north-south"
  }
}

# --- Routes of VPC north --------------------------------------------------------------------------

resource "aws_route" "north_app_to_10_4_0_0_20" {
  route_table_id            = var.north_app_route_table_id
  destination_cidr_block    = "10.4.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.north_south.id
}
