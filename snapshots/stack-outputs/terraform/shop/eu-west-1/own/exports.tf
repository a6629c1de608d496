# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# For other roots, as roots.json says.

output "shop_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.shop_app.id
}

output "shop_attachment_euw1_az1_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.shop_attachment_euw1_az1.id
}

output "shop_attachment_euw1_az2_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.shop_attachment_euw1_az2.id
}
