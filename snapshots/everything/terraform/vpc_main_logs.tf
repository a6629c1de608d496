# everything: VPC main: flow logs, eu-west-1. Made by netgen from everything.yaml; change that file and render again.

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_flow_log" "main" {
  vpc_id                   = aws_vpc.main.id
  traffic_type             = "REJECT"
  max_aggregation_interval = 60
  log_destination_type     = "s3"
  log_destination          = "arn:aws:s3:::flow-logs/vpc/"
  log_format               = "$${version} $${account-id} $${interface-id} $${srcaddr} $${dstaddr} $${srcport} $${dstport} $${protocol} $${packets} $${bytes} $${start} $${end} $${action} $${log-status} $${vpc-id} $${subnet-id} $${instance-id} $${tcp-flags} $${type} $${pkt-srcaddr} $${pkt-dstaddr} $${region} $${az-id} $${pkt-src-aws-service} $${pkt-dst-aws-service} $${flow-direction} $${traffic-path}"

  destination_options {
    file_format                = "parquet"
    hive_compatible_partitions = false
    per_hour_partition         = true
  }

  tags = {
    Name           = "main"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}
