# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# For other roots, as roots.json says.

output "egress_attachment_euc1_az2_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.egress_attachment_euc1_az2.id
}

output "egress_attachment_euc1_az3_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.egress_attachment_euc1_az3.id
}

output "egress_public_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.egress_public.id
}
