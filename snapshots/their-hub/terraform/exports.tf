# shops. Made by netgen from their-hub.yaml; change that file and render again.
# For other roots, as roots.json says.

output "catalog_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.catalog_app.id
}

output "egress_public_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.egress_public.id
}

output "orders_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.orders_app.id
}

output "probe_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.probe_app.id
}
