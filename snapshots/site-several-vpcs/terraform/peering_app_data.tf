# shared: peering of VPC app and VPC data, ap-northeast-1. Made by netgen from site-several-vpcs.yaml; change that file and render again.

# --- Connection -----------------------------------------------------------------------------------

resource "aws_vpc_peering_connection" "app_data" {
  vpc_id      = aws_vpc.app.id
  peer_vpc_id = aws_vpc.data.id
  auto_accept = true

  tags = {
    Name        = "app-data"
    Environment = "production"
  }
}

# --- Routes of VPC app ----------------------------------------------------------------------------

resource "aws_route" "app_jobs_to_10_1_0_0_16" {
  route_table_id            = aws_route_table.app_jobs.id
  destination_cidr_block    = "10.1.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.app_data.id
}

resource "aws_route" "app_web_to_10_1_0_0_16" {
  route_table_id            = aws_route_table.app_web.id
  destination_cidr_block    = "10.1.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.app_data.id
}

# --- Routes of VPC data ---------------------------------------------------------------------------

resource "aws_route" "data_rows_to_10_0_0_0_16" {
  route_table_id            = aws_route_table.data_rows.id
  destination_cidr_block    = "10.0.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.app_data.id
}

resource "aws_route" "data_rows_to_10_8_0_0_20" {
  route_table_id            = aws_route_table.data_rows.id
  destination_cidr_block    = "10.8.0.0/20"
  vpc_peering_connection_id = aws_vpc_peering_connection.app_data.id
}
