# org. Made by netgen from organization.yaml; change that file and render again.
# For other roots, as roots.json says.

output "hub_development_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_development.id
}

output "hub_egress_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_egress.id
}

output "hub_inspection_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_inspection.id
}

output "hub_production_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_production.id
}

output "hub_shared_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_shared.id
}

output "shared_profile_id" {
  description = "For the roots that roots.json names"
  value       = aws_route53profiles_profile.shared.id
}
