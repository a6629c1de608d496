# lab: peering of VPC beta and VPC island, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "islands" {
  vpc_id      = aws_vpc.beta.id
  peer_vpc_id = aws_vpc.island.id
  auto_accept = true

  tags = {
    Name  = "islands"
    Owner = "network"
  }
}

# --- Routes of VPC beta ---------------------------------------------------------------------------

resource "aws_route" "beta_app_to_10_202_0_0_20" {
  route_table_id            = aws_route_table.beta_app.id
  destination_cidr_block    = "10.202.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.islands.id
}

# --- Routes of VPC island -------------------------------------------------------------------------

resource "aws_route" "island_app_to_10_201_0_0_20" {
  route_table_id            = aws_route_table.island_app.id
  destination_cidr_block    = "10.201.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.islands.id
}
