# shops. Made by netgen from their-hub.yaml; change that file and render again.
# For other roots, as roots.json says.

output "trial_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.trial_app.id
}
