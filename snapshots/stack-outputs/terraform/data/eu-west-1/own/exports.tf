# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# For other roots, as roots.json says.

output "lake_attachment_euw1_az1_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.lake_attachment_euw1_az1.id
}

output "lake_attachment_euw1_az2_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.lake_attachment_euw1_az2.id
}

output "lake_store_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.lake_store.id
}
