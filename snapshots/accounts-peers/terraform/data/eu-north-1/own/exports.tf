# pairs. Made by netgen from accounts-peers.yaml; change that file and render again.
# For other roots, as roots.json says.

output "data_store_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.data_store.id
}
