# nest: peering of VPC one and VPC two, eu-west-1. Made by netgen from nested.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "shortcut" {
  vpc_id      = aws_vpc.one.id
  peer_vpc_id = aws_vpc.two.id
  auto_accept = true

  tags = {
    Name = "shortcut"
  }
}

# --- Routes of VPC one ----------------------------------------------------------------------------

resource "aws_route" "one_app_to_10_8_16_0_20" {
  route_table_id            = aws_route_table.one_app.id
  destination_cidr_block    = "10.8.16.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shortcut.id
}

# --- Routes of VPC two ----------------------------------------------------------------------------

resource "aws_route" "two_app_to_10_8_0_0_20" {
  route_table_id            = aws_route_table.two_app.id
  destination_cidr_block    = "10.8.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.shortcut.id
}
