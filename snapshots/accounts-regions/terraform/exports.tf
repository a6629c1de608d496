# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# For other roots, as roots.json says.

output "europe_egress_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.europe_egress.id
}

output "europe_labs_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.europe_labs.id
}

output "europe_production_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.europe_production.id
}
