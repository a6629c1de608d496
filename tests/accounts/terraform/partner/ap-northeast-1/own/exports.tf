# union. Made by netgen from document.yaml; change that file and render again.
# For other roots, as roots.json says.

output "stock_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.stock_app.id
}

output "tickets_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.tickets_app.id
}

output "tickets_attachment_a_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.tickets_attachment_a.id
}

output "tickets_attachment_c_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.tickets_attachment_c.id
}
