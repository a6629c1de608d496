# pairs. Made by netgen from accounts-peers.yaml; change that file and render again.
# For other roots, as roots.json says.

output "shop_database_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.shop_database.id
}

output "shop_web_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.shop_web.id
}
