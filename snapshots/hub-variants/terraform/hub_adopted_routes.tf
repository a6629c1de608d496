# lab: static routes of transit gateway adopted, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- Route table core -----------------------------------------------------------------------------

# Pool estate: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_core_pool_estate" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "10.0.0.0/8"
  blackhole                      = true
}

# Pool live: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_core_pool_live" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool core: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_core_pool_core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "10.32.0.0/16"
  blackhole                      = true
}

# several VPCs may have this block, so it is reached from none
resource "aws_ec2_transit_gateway_route" "adopted_core_100_64_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "100.64.0.0/16"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_core_172_16_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "172.16.0.0/16"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_core_192_168_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "192.168.0.0/16"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_core_192_168_50_0_24" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "192.168.50.0/24"
  blackhole                      = true
}

# to the internet through the firewall
resource "aws_ec2_transit_gateway_route" "adopted_core_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  depends_on = [
    aws_route_table_association.edge_attachment_a,
    aws_route_table_association.edge_attachment_b,
    aws_ec2_transit_gateway_route.adopted_core_pool_estate,
    aws_ec2_transit_gateway_route.adopted_core_pool_live,
    aws_ec2_transit_gateway_route.adopted_core_pool_core,
    aws_ec2_transit_gateway_route.adopted_core_100_64_0_0_16,
    aws_ec2_transit_gateway_route.adopted_core_172_16_0_0_16,
    aws_ec2_transit_gateway_route.adopted_core_192_168_0_0_16,
    aws_ec2_transit_gateway_route.adopted_core_192_168_50_0_24,
  ]
}

# Pool test: through the firewall
resource "aws_ec2_transit_gateway_route" "adopted_core_pool_test" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "10.16.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  depends_on = [
    aws_route_table_association.edge_attachment_a,
    aws_route_table_association.edge_attachment_b,
  ]
}

# as the segment says
resource "aws_ec2_transit_gateway_route" "adopted_core_172_20_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "172.20.0.0/16"
  transit_gateway_attachment_id  = "tgw-attach-0aaaaaaaaaaaaaaa0"
}

# VPC tenant-2: through the firewall
resource "aws_ec2_transit_gateway_route" "adopted_core_vpc_tenant_2_172_30_0_0_22" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "172.30.0.0/22"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  depends_on = [
    aws_route_table_association.edge_attachment_a,
    aws_route_table_association.edge_attachment_b,
  ]
}

# --- Route table live -----------------------------------------------------------------------------

# Pool estate: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_live_pool_estate" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "10.0.0.0/8"
  blackhole                      = true
}

# Pool live: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_live_pool_live" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool test: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_live_pool_test" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# Pool core: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_live_pool_core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "10.32.0.0/16"
  blackhole                      = true
}

# several VPCs may have this block, so it is reached from none
resource "aws_ec2_transit_gateway_route" "adopted_live_100_64_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "100.64.0.0/16"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_live_172_16_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "172.16.0.0/16"
  blackhole                      = true
}

# VPC tenant-2: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_live_vpc_tenant_2_172_30_0_0_22" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "172.30.0.0/22"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_live_192_168_50_0_24" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "192.168.50.0/24"
  blackhole                      = true
}

# to the internet through the firewall
resource "aws_ec2_transit_gateway_route" "adopted_live_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  depends_on = [
    aws_route_table_association.edge_attachment_a,
    aws_route_table_association.edge_attachment_b,
    aws_ec2_transit_gateway_route.adopted_live_pool_estate,
    aws_ec2_transit_gateway_route.adopted_live_pool_live,
    aws_ec2_transit_gateway_route.adopted_live_pool_test,
    aws_ec2_transit_gateway_route.adopted_live_pool_core,
    aws_ec2_transit_gateway_route.adopted_live_100_64_0_0_16,
    aws_ec2_transit_gateway_route.adopted_live_172_16_0_0_16,
    aws_ec2_transit_gateway_route.adopted_live_vpc_tenant_2_172_30_0_0_22,
    aws_ec2_transit_gateway_route.adopted_live_192_168_50_0_24,
  ]
}

# through the firewall
resource "aws_ec2_transit_gateway_route" "adopted_live_192_168_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  destination_cidr_block         = "192.168.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  depends_on = [
    aws_route_table_association.edge_attachment_a,
    aws_route_table_association.edge_attachment_b,
  ]
}

# --- Route table on-prem --------------------------------------------------------------------------

# Pool live: through the firewall
resource "aws_ec2_transit_gateway_route" "adopted_on_prem_pool_live" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_on_prem.id
  destination_cidr_block         = "10.0.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  depends_on = [
    aws_route_table_association.edge_attachment_a,
    aws_route_table_association.edge_attachment_b,
  ]
}

# --- Route table tenants --------------------------------------------------------------------------

# Pool estate: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_tenants_pool_estate" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "10.0.0.0/8"
  blackhole                      = true
}

# Pool live: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_tenants_pool_live" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool test: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_tenants_pool_test" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_tenants_172_16_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "172.16.0.0/16"
  blackhole                      = true
}

# VPC tenant-2: never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_tenants_vpc_tenant_2_172_30_0_0_22" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "172.30.0.0/22"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_tenants_192_168_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "192.168.0.0/16"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "adopted_tenants_192_168_50_0_24" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "192.168.50.0/24"
  blackhole                      = true
}

# as the segment says
resource "aws_ec2_transit_gateway_route" "adopted_tenants_198_18_0_0_15" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "198.18.0.0/15"
  blackhole                      = true
}

# to the internet through the firewall
resource "aws_ec2_transit_gateway_route" "adopted_tenants_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  depends_on = [
    aws_route_table_association.edge_attachment_a,
    aws_route_table_association.edge_attachment_b,
    aws_ec2_transit_gateway_route.adopted_tenants_pool_estate,
    aws_ec2_transit_gateway_route.adopted_tenants_pool_live,
    aws_ec2_transit_gateway_route.adopted_tenants_pool_test,
    aws_ec2_transit_gateway_route.adopted_tenants_172_16_0_0_16,
    aws_ec2_transit_gateway_route.adopted_tenants_vpc_tenant_2_172_30_0_0_22,
    aws_ec2_transit_gateway_route.adopted_tenants_192_168_0_0_16,
    aws_ec2_transit_gateway_route.adopted_tenants_192_168_50_0_24,
    aws_ec2_transit_gateway_route.adopted_tenants_198_18_0_0_15,
  ]
}

# Pool core: through the firewall
resource "aws_ec2_transit_gateway_route" "adopted_tenants_pool_core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_tenants.id
  destination_cidr_block         = "10.32.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.edge.id

  depends_on = [
    aws_route_table_association.edge_attachment_a,
    aws_route_table_association.edge_attachment_b,
  ]
}

# --- Route table inspection -----------------------------------------------------------------------

# several VPCs may have this block, so it is reached from none
resource "aws_ec2_transit_gateway_route" "adopted_inspection_100_64_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  destination_cidr_block         = "100.64.0.0/16"
  blackhole                      = true
}
