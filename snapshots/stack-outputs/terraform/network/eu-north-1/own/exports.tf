# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# For other roots, as roots.json says.

output "north_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.north_app.id
}
