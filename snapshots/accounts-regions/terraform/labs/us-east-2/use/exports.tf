# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# For other roots, as roots.json says.

output "trial_transit_gateway_attachment_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_vpc_attachment.trial.id
}
