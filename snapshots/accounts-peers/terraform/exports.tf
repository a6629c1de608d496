# pairs. Made by netgen from accounts-peers.yaml; change that file and render again.
# For other roots, as roots.json says.

output "hub_app_euw1_az1_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.hub_app_euw1_az1.id
}

output "hub_app_euw1_az2_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.hub_app_euw1_az2.id
}
