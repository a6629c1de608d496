# terragrunt. Made by netgen from terragrunt.yaml; change that file and render again.
# For other roots, as roots.json says.

output "hub_production_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_production.id
}
