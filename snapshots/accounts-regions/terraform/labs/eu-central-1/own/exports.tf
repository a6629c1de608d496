# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# For other roots, as roots.json says.

output "bench_app_route_table_id" {
  description = "For the roots that roots.json names"
  value       = aws_route_table.bench_app.id
}

output "bench_attachment_euc1_az2_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.bench_attachment_euc1_az2.id
}

output "bench_attachment_euc1_az3_subnet_id" {
  description = "For the roots that roots.json names"
  value       = aws_subnet.bench_attachment_euc1_az3.id
}
