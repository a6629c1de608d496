# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# For other roots, as roots.json says.

output "core_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.core_app.id
}

output "hub_data_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_data.id
}

output "hub_production_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_production.id
}
