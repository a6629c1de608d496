# pairs. Made by netgen from accounts-peers.yaml; change that file and render again.
# For other roots, as roots.json says.

output "hub_shop_vpc_peering_id" {
  description = "For the roots that roots.json names"
  value       = aws_vpc_peering_connection.hub_shop.id
}
