# peers: rules between security groups of VPC data and VPC shop, eu-west-1. Made by netgen from peers.yaml; change that file and render again.

# --- Security groups of VPC data ------------------------------------------------------------------

resource "aws_vpc_security_group_ingress_rule" "data_db_from_vpc_shop_group_app_tcp_5432" {
  security_group_id            = aws_security_group.data_db.id
  referenced_security_group_id = aws_security_group.shop_app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "Orders"

  depends_on = [
    aws_ec2_transit_gateway_vpc_attachment.data,
    aws_ec2_transit_gateway_vpc_attachment.shop,
  ]
}

# --- Security groups of VPC shop ------------------------------------------------------------------

resource "aws_vpc_security_group_ingress_rule" "shop_app_from_vpc_data_group_db_tcp_9090" {
  security_group_id            = aws_security_group.shop_app.id
  referenced_security_group_id = aws_security_group.data_db.id
  ip_protocol                  = "tcp"
  from_port                    = 9090
  to_port                      = 9090
  description                  = "tcp 9090 from vpc/data/group/db"

  depends_on = [
    aws_ec2_transit_gateway_vpc_attachment.data,
    aws_ec2_transit_gateway_vpc_attachment.shop,
  ]
}
