# left. Made by netgen from left.yaml; change that file and render again.
# Of earlier renders, and kept: apply takes each out of the state and destroys none. A block stays until --release.
# terraform destroy ignores these blocks and would destroy what the state still has, so apply first.

# --release retained.vpcs.data.nat.a
removed {
  from = aws_eip.data_nat_a

  lifecycle {
    destroy = false
  }
}

# --release retained.vpcs.data.nat.b
removed {
  from = aws_eip.data_nat_b

  lifecycle {
    destroy = false
  }
}

# --release retained.vpcs.shop.nat.b
removed {
  from = aws_eip.shop_nat_b

  lifecycle {
    destroy = false
  }
}
