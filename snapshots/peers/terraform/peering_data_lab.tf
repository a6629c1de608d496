# peers: peering of VPC data and VPC lab, eu-west-1. Made by netgen from peers.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "bench" {
  vpc_id      = aws_vpc.data.id
  peer_vpc_id = aws_vpc.lab.id
  auto_accept = true

  tags = {
    Name = "bench"
  }
}

# --- Routes of VPC data ---------------------------------------------------------------------------

resource "aws_route" "data_db_to_10_16_16_0_20" {
  route_table_id            = aws_route_table.data_db.id
  destination_cidr_block    = "10.16.16.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.bench.id
}

# --- Routes of VPC lab ----------------------------------------------------------------------------

resource "aws_route" "lab_client_to_10_16_0_0_20" {
  route_table_id            = aws_route_table.lab_client.id
  destination_cidr_block    = "10.16.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.bench.id
}
