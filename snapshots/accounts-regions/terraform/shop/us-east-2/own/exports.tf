# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# For other roots, as roots.json says.

output "returns_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.returns_app.id
}

output "returns_attachment_use2_az1_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.returns_attachment_use2_az1.id
}

output "returns_attachment_use2_az2_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.returns_attachment_use2_az2.id
}
