# one-root-regions. Made by netgen from one-root-regions.yaml; change that file and render again.
# Of earlier renders, and kept: apply takes each out of the state and destroys none. A block stays until --release.
# terraform destroy ignores these blocks and would destroy what the state still has, so apply first.

# --release retained.vpcs.archive.flow_logs
removed {
  from = aws_cloudwatch_log_group.archive_flow_logs

  lifecycle {
    destroy = false
  }
}
