# corp: rules between security groups of VPC accounts (made as ledger) and VPC shop (made as orders), ap-northeast-1. Made by netgen from relabelled.yaml; change that file and render again.

# --- Security groups of VPC ledger ----------------------------------------------------------------

resource "aws_vpc_security_group_ingress_rule" "accounts_db_from_vpc_orders_group_api_tcp_5432" {
  security_group_id            = aws_security_group.accounts_db.id
  referenced_security_group_id = aws_security_group.shop_service.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "tcp 5432 from vpc/orders/group/api"

  depends_on = [aws_vpc_peering_connection.accounts_shop]
}
