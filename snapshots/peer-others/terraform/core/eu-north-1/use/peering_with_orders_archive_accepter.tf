# guests: acceptance of peering orders-archive, eu-north-1. Made by netgen from peer-others.yaml; change that file and render again.

# --- Acceptance -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection_accepter" "orders_archive" {
  vpc_peering_connection_id = var.orders_archive_vpc_peering_id
  auto_accept               = true

  tags = {
    Name = "orders-archive"
  }
}
