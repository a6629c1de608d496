# hybrid: static routes of transit gateway hub, ap-northeast-1. Made by netgen from hybrid.yaml; change that file and render again.

# --- Route table cloud ----------------------------------------------------------------------------

# the VPN connection has no BGP
resource "aws_ec2_transit_gateway_route" "hub_cloud_172_17_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  destination_cidr_block         = "172.17.0.0/16"
  transit_gateway_attachment_id  = aws_vpn_connection.depot_old.transit_gateway_attachment_id
}
