# app. Made by netgen from their-hub-alone.yaml; change that file and render again.
# For other roots, as roots.json says.

output "app_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.app_app.id
}
