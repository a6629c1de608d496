# org. Made by netgen from organization.yaml; change that file and render again.
# For other roots, as roots.json says.

output "catalog_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.catalog_app.id
}

output "catalog_attachment_a_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.catalog_attachment_a.id
}

output "catalog_attachment_b_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.catalog_attachment_b.id
}

output "orders_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.orders_app.id
}

output "orders_attachment_a_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.orders_attachment_a.id
}

output "orders_attachment_b_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.orders_attachment_b.id
}
