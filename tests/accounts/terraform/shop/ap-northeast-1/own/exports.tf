# union. Made by netgen from document.yaml; change that file and render again.
# For other roots, as roots.json says.

output "bench_attachment_a_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.bench_attachment_a.id
}

output "bench_attachment_c_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.bench_attachment_c.id
}

output "orders_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.orders_app.id
}

output "orders_attachment_a_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.orders_attachment_a.id
}

output "orders_attachment_c_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.orders_attachment_c.id
}
