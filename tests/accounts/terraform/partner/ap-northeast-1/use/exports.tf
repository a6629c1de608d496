# union. Made by netgen from document.yaml; change that file and render again.
# For other roots, as roots.json says.

output "orders_stock_vpc_peering_id" {
  description = "For the roots that roots.json names"
  value       = aws_vpc_peering_connection.orders_stock.id
}

output "tickets_transit_gateway_attachment_id" {
  description = "For the roots that roots.json names"
  value       = aws_ec2_transit_gateway_vpc_attachment.tickets.id
}
