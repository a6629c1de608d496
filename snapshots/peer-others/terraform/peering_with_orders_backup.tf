# guests: peering orders-backup of VPC orders and VPC vpc-0ccccccccccccccc3, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "orders_backup" {
  vpc_id      = aws_vpc.orders.id
  peer_vpc_id = "vpc-0ccccccccccccccc3"
  peer_region = "eu-south-1"

  tags = {
    Name = "orders-backup"
  }
}

# --- Routes of VPC orders -------------------------------------------------------------------------

resource "aws_route" "orders_app_euw1_az1_to_10_95_0_0_16" {
  route_table_id            = aws_route_table.orders_app_euw1_az1.id
  destination_cidr_block    = "10.95.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_backup.id
}

resource "aws_route" "orders_app_euw1_az2_to_10_95_0_0_16" {
  route_table_id            = aws_route_table.orders_app_euw1_az2.id
  destination_cidr_block    = "10.95.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_backup.id
}

resource "aws_route" "orders_database_to_10_95_0_0_16" {
  route_table_id            = aws_route_table.orders_database.id
  destination_cidr_block    = "10.95.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_backup.id
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_backup_vpc_peering_id" {
  description = "The peering connection orders-backup"
  value       = aws_vpc_peering_connection.orders_backup.id
}
