# guests. Made by netgen from peer-others.yaml; change that file and render again.
# For other roots, as roots.json says.

output "stock_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.stock_app.id
}
