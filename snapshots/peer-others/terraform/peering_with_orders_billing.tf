# guests: peering orders-billing of VPC orders and VPC vpc-0123456789abcdef0, eu-west-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "orders_billing" {
  vpc_id        = aws_vpc.orders.id
  peer_vpc_id   = "vpc-0123456789abcdef0"
  peer_owner_id = "444444444444"

  tags = {
    Name     = "orders-billing"
    Contract = "4711"
  }
}

# --- Routes of VPC orders -------------------------------------------------------------------------

resource "aws_route" "orders_app_euw1_az1_to_10_90_0_0_16" {
  route_table_id            = aws_route_table.orders_app_euw1_az1.id
  destination_cidr_block    = "10.90.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_billing.id
}

resource "aws_route" "orders_app_euw1_az1_to_10_91_4_0_22" {
  route_table_id            = aws_route_table.orders_app_euw1_az1.id
  destination_cidr_block    = "10.91.4.0/22"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_billing.id
}

resource "aws_route" "orders_app_euw1_az2_to_10_90_0_0_16" {
  route_table_id            = aws_route_table.orders_app_euw1_az2.id
  destination_cidr_block    = "10.90.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_billing.id
}

resource "aws_route" "orders_app_euw1_az2_to_10_91_4_0_22" {
  route_table_id            = aws_route_table.orders_app_euw1_az2.id
  destination_cidr_block    = "10.91.4.0/22"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_billing.id
}

resource "aws_route" "orders_database_to_10_90_0_0_16" {
  route_table_id            = aws_route_table.orders_database.id
  destination_cidr_block    = "10.90.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_billing.id
}

resource "aws_route" "orders_database_to_10_91_4_0_22" {
  route_table_id            = aws_route_table.orders_database.id
  destination_cidr_block    = "10.91.4.0/22"
  vpc_peering_connection_id = aws_vpc_peering_connection.orders_billing.id
}

# --- Outputs --------------------------------------------------------------------------------------

output "orders_billing_vpc_peering_id" {
  description = "The peering connection orders-billing"
  value       = aws_vpc_peering_connection.orders_billing.id
}
