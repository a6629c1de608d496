# guests: peering stock-lab of VPC stock and VPC vpc-0bbbbbbbbbbbbbbb2, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "stock_lab" {
  vpc_id      = aws_vpc.stock.id
  peer_vpc_id = "vpc-0bbbbbbbbbbbbbbb2"
  auto_accept = true

  tags = {
    Name = "stock-lab"
  }
}

# --- Routes of VPC stock --------------------------------------------------------------------------

resource "aws_route" "stock_app_to_172_20_0_0_16" {
  route_table_id            = aws_route_table.stock_app.id
  destination_cidr_block    = "172.20.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.stock_lab.id
}

# --- Outputs --------------------------------------------------------------------------------------

output "stock_lab_vpc_peering_id" {
  description = "The peering connection stock-lab"
  value       = aws_vpc_peering_connection.stock_lab.id
}
