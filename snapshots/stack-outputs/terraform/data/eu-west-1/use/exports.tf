# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# For other roots, as roots.json says.

output "lake_transit_gateway_attachment_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_vpc_attachment.lake.id
}
