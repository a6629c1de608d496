# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# For other roots, as roots.json says.

output "orders_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.orders_app.id
}

output "orders_attachment_euc1_az2_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.orders_attachment_euc1_az2.id
}

output "orders_attachment_euc1_az3_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.orders_attachment_euc1_az3.id
}
