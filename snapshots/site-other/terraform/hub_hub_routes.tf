# other: static routes of transit gateway hub, eu-central-1. Made by netgen from site-other.yaml; change that file and render again.

# --- Route table cloud ----------------------------------------------------------------------------

# the VPN connection has no BGP
resource "aws_ec2_transit_gateway_route" "hub_cloud_192_168_128_0_24" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  destination_cidr_block         = "192.168.128.0/24"
  transit_gateway_attachment_id  = aws_vpn_connection.oslo_isp.transit_gateway_attachment_id
}
