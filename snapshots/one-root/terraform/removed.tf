# one-root. Made by netgen from one-root.yaml; change that file and render again.
# Of earlier renders, and kept: apply takes each out of the state and destroys none.
# terraform destroy ignores these blocks and would destroy what the state still has, so apply first.

# Its gateway accepts by itself, and the attachment would be deleted with its acceptance.
removed {
  from = aws_ec2_transit_gateway_vpc_attachment_accepter.bench

  lifecycle {
    destroy = false
  }
}
