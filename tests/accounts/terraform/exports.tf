# union. Made by netgen from document.yaml; change that file and render again.
# For other roots, as roots.json says.

output "direct_lab_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.direct_lab.id
}

output "hub_egress_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_egress.id
}

output "hub_inspection_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_inspection.id
}

output "hub_partners_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_partners.id
}

output "hub_production_transit_gateway_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_route_table.hub_production.id
}

output "hub_resource_share_arn" {
  description = "For the roots that roots.json names"
  value       = aws_ram_resource_share.hub.arn
}

output "shared_profile_id" {
  description = "For the roots that roots.json names"
  value       = aws_route53profiles_profile.shared.id
}
