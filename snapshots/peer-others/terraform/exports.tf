# guests. Made by netgen from peer-others.yaml; change that file and render again.
# For other roots, as roots.json says.

output "orders_app_euw1_az1_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.orders_app_euw1_az1.id
}

output "orders_app_euw1_az2_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.orders_app_euw1_az2.id
}

output "orders_database_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.orders_database.id
}
