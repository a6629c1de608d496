# outputs: peering of VPC core and VPC north, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "core_north" {
  vpc_id      = var.core_vpc_id
  peer_vpc_id = var.north_vpc_id
  peer_region = "eu-north-1"

  tags = {
    Name = "core-north"
  }
}

# --- Routes of VPC core ---------------------------------------------------------------------------

resource "aws_route" "core_app_to_10_3_0_0_20" {
  route_table_id            = var.core_app_route_table_id
  destination_cidr_block    = "10.3.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.core_north.id
}
