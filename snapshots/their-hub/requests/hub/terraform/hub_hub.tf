# shops: transit gateway hub, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- Route table corporate ------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_corporate" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "hub-corporate"
    Owner = "shops"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_corporate_tgw_attach_0fedcba9876543210" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_corporate.id
  transit_gateway_attachment_id  = "tgw-attach-0fedcba9876543210"
}

# --- Route table development ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_development" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "hub-development"
    Owner = "shops"
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_development_tgw_attach_0fedcba9876543210" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  transit_gateway_attachment_id  = "tgw-attach-0fedcba9876543210"
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_production" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "hub-production"
    Owner = "shops"
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_production_tgw_attach_0fedcba9876543210" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = "tgw-attach-0fedcba9876543210"
}

# --- Route table egress ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_egress" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "hub-egress"
    Owner = "shops"
  }
}

# --- Attachment of VPC catalog --------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "catalog" {
  transit_gateway_attachment_id                   = var.catalog_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "catalog"
    Owner = "shops"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "catalog" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = var.catalog_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.catalog]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "catalog_corporate" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_corporate.id
  transit_gateway_attachment_id  = var.catalog_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.catalog]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "catalog_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = var.catalog_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.catalog]
}

# --- Attachment of VPC egress ---------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "egress" {
  transit_gateway_attachment_id                   = var.egress_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "egress"
    Owner = "shops"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = var.egress_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.egress]
}

# --- Attachment of VPC orders ---------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "orders" {
  transit_gateway_attachment_id                   = var.orders_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "orders"
    Owner = "shops"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "orders" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = var.orders_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_corporate" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_corporate.id
  transit_gateway_attachment_id  = var.orders_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = var.orders_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.orders]
}

# --- Attachment of VPC trial ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "trial" {
  transit_gateway_attachment_id                   = var.trial_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "trial"
    Owner = "shops"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "trial" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  transit_gateway_attachment_id  = var.trial_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.trial]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "trial_corporate" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_corporate.id
  transit_gateway_attachment_id  = var.trial_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.trial]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "trial_development" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  transit_gateway_attachment_id  = var.trial_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.trial]
}

# --- Static routes of route table production ------------------------------------------------------

# Pool shops: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_production_pool_shops" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.64.0.0/14"
  blackhole                      = true
}

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "hub_production_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = var.egress_transit_gateway_attachment_id

  depends_on = [
    aws_ec2_transit_gateway_vpc_attachment_accepter.egress,
    aws_ec2_transit_gateway_route.hub_production_pool_shops,
  ]
}
