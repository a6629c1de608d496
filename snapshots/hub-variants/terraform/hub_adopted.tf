# lab: transit gateway adopted, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- Route table core -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_core" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-core"
    Owner = "network"
  }
}

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

# as the segment says
resource "aws_ec2_transit_gateway_route" "adopted_core_172_20_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  destination_cidr_block         = "172.20.0.0/16"
  transit_gateway_attachment_id  = "tgw-attach-0aaaaaaaaaaaaaaa0"
}

# --- Route table live -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_live" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-live"
    Owner = "network"
  }
}

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

# --- Route table on-prem --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_on_prem" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-on-prem"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "adopted_on_prem_tgw_attach_0123456789abcdef0" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_on_prem.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}

resource "aws_ec2_transit_gateway_route_table_association" "adopted_on_prem_tgw_attach_0123456789abcdef1" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_on_prem.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef1"
}

# --- Route table tenants --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_tenants" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-tenants"
    Owner = "network"
  }
}

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

# --- Route table inspection -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_inspection" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-inspection"
    Owner = "network"
  }
}

# several VPCs may have this block, so it is reached from none
resource "aws_ec2_transit_gateway_route" "adopted_inspection_100_64_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  destination_cidr_block         = "100.64.0.0/16"
  blackhole                      = true
}

resource "aws_ec2_transit_gateway_route_table_propagation" "adopted_inspection_tgw_attach_0123456789abcdef0" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}

resource "aws_ec2_transit_gateway_route_table_propagation" "adopted_inspection_tgw_attach_0123456789abcdef1" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef1"
}
