# guests. Made by netgen from peer-others.yaml; change that file and render again.
# For other roots, as roots.json says.

output "orders_stock_vpc_peering_id" {
  description = "For the roots that roots.json names"
  value       = aws_vpc_peering_connection.orders_stock.id
}
