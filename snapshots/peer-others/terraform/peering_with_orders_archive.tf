# guests: peering orders-archive of VPC orders and VPC vpc-0aaaaaaaaaaaaaaa1, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "orders_archive" {
  vpc_id      = aws_vpc.orders.id
  peer_vpc_id = "vpc-0aaaaaaaaaaaaaaa1"
  peer_region = "eu-north-1"

  tags = {
    Name = "orders-archive"
  }
}

# --- Routes of VPC orders -------------------------------------------------------------------------

resource "aws_route" "orders_app_euw1_az1_to_10_94_0_0_16" {
  route_table_id            = aws_route_table.orders_app_euw1_az1.id
  destination_cidr_block    = "10.94.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_archive.id
}

resource "aws_route" "orders_app_euw1_az2_to_10_94_0_0_16" {
  route_table_id            = aws_route_table.orders_app_euw1_az2.id
  destination_cidr_block    = "10.94.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_archive.id
}

resource "aws_route" "orders_database_to_10_94_0_0_16" {
  route_table_id            = aws_route_table.orders_database.id
  destination_cidr_block    = "10.94.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_archive.id
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_archive_vpc_peering_id" {
  description = "The peering connection orders-archive"
  value       = aws_vpc_peering_connection.orders_archive.id
}
