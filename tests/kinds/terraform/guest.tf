# kinds: unit guest, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_vpc" "guest" {
  cidr_block           = "10.5.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "guest"
  }
}

resource "aws_subnet" "guest_a" {
  vpc_id                  = aws_vpc.guest.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.5.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "guest"
  }
}

resource "aws_subnet" "guest_b" {
  vpc_id                  = aws_vpc.guest.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.5.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "guest"
  }
}

resource "aws_route_table" "guest" {
  vpc_id = aws_vpc.guest.id

  tags = {
    Name = "guest"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ram_resource_share_accepter" "guest_gateway" {
  share_arn = aws_ram_resource_share.hub_gateway.arn

  depends_on = [aws_ram_principal_association.hub_gateway_partner]
}

resource "aws_ram_resource_share_accepter" "guest_profile" {
  share_arn = aws_ram_resource_share.hub_profile.arn

  depends_on = [aws_ram_principal_association.hub_profile_partner]
}

resource "aws_ec2_transit_gateway_vpc_attachment" "guest" {
  transit_gateway_id                 = aws_ec2_transit_gateway.hub.id
  vpc_id                             = aws_vpc.guest.id
  subnet_ids                         = [aws_subnet.guest_a.id, aws_subnet.guest_b.id]
  appliance_mode_support             = "enable"
  dns_support                        = "enable"
  security_group_referencing_support = "disable"

  tags = {
    Name = "guest"
  }

  depends_on = [
    aws_ram_principal_association.hub_gateway_partner,
    aws_ram_resource_share_accepter.guest_gateway,
  ]
}

resource "aws_route" "guest_0_0_0_0_0" {
  route_table_id         = aws_route_table.guest.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.guest]
}

resource "aws_route53profiles_association" "guest" {
  name        = "kinds-guest"
  profile_id  = aws_route53profiles_profile.hub.id
  resource_id = aws_vpc.guest.id

  tags = {
    Name = "guest"
  }

  depends_on = [
    aws_ram_principal_association.hub_profile_partner,
    aws_ram_resource_share_accepter.guest_profile,
  ]
}

resource "aws_vpc_peering_connection" "guest_shop" {
  vpc_id        = aws_vpc.guest.id
  peer_vpc_id   = aws_vpc.shop.id
  peer_owner_id = "111122223333"
  peer_region   = "eu-west-1"

  tags = {
    Name = "guest-shop"
  }
}

resource "aws_route" "guest_10_1_0_0_16" {
  route_table_id            = aws_route_table.guest.id
  destination_cidr_block    = "10.1.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.guest_shop.id
}
