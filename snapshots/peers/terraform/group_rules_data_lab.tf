# peers: rules between security groups of VPC data and VPC lab, eu-west-1. Made by netgen from peers.yaml; change that file and render again.

# --- Security groups of VPC data ------------------------------------------------------------------

resource "aws_vpc_security_group_ingress_rule" "data_db_from_vpc_lab_group_client_tcp_5432" {
  security_group_id            = aws_security_group.data_db.id
  referenced_security_group_id = aws_security_group.lab_client.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "tcp 5432 from vpc/lab/group/client"

  depends_on = [aws_vpc_peering_connection.bench]
}

resource "aws_vpc_security_group_egress_rule" "data_db_to_vpc_lab_group_client_icmp_type_8_code_0" {
  security_group_id            = aws_security_group.data_db.id
  referenced_security_group_id = aws_security_group.lab_client.id
  ip_protocol                  = "icmp"
  from_port                    = 8
  to_port                      = 0
  description                  = "icmp type 8 code 0 to vpc/lab/group/client"

  depends_on = [aws_vpc_peering_connection.bench]
}

# --- Security groups of VPC lab -------------------------------------------------------------------

resource "aws_vpc_security_group_ingress_rule" "lab_client_from_vpc_data_group_db_icmp" {
  security_group_id            = aws_security_group.lab_client.id
  referenced_security_group_id = aws_security_group.data_db.id
  ip_protocol                  = "icmp"
  from_port                    = -1
  to_port                      = -1
  description                  = "icmp from vpc/data/group/db"

  depends_on = [aws_vpc_peering_connection.bench]
}

resource "aws_vpc_security_group_egress_rule" "lab_client_to_vpc_data_group_db_tcp_5432" {
  security_group_id            = aws_security_group.lab_client.id
  referenced_security_group_id = aws_security_group.data_db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "tcp 5432 to vpc/data/group/db"

  depends_on = [aws_vpc_peering_connection.bench]
}
