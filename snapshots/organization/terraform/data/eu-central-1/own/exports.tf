# org. Made by netgen from organization.yaml; change that file and render again.
# For other roots, as roots.json says.

output "lake_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.lake_app.id
}

output "lake_attachment_a_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.lake_attachment_a.id
}

output "lake_attachment_b_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.lake_attachment_b.id
}
