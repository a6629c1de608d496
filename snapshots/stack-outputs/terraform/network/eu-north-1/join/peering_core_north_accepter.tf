# outputs: acceptance by VPC north of the peering with VPC core, eu-north-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Routes of VPC north --------------------------------------------------------------------------

resource "aws_route" "north_app_to_10_0_0_0_20" {
  route_table_id            = var.north_app_route_table_id
  destination_cidr_block    = "10.0.0.0/20"
  vpc_peering_connection_id = var.core_north_vpc_peering_id
}

resource "aws_vpc_peering_connection_accepter" "core_north" {
  vpc_peering_connection_id = var.core_north_vpc_peering_id
  auto_accept               = true

  tags = {
    Name = "core-north"
  }
}
