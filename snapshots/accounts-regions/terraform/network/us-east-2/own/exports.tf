# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# For other roots, as roots.json says.

output "america_production_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.america_production.id
}

output "america_shared_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.america_shared.id
}

output "tools_profile_id" {
  description = "For the roots that roots.json names"
  value       = aws_route53profiles_profile.tools.id
}
