# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# For other roots, as roots.json says.

output "core_north_vpc_peering_id" {
  description = "For the roots that roots.json names"
  value       = aws_vpc_peering_connection.core_north.id
}
