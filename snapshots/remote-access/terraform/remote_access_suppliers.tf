# corp: remote access suppliers, eu-west-1. Made by netgen from remote-access.yaml; change that file and render again.

# --- Client VPN endpoint --------------------------------------------------------------------------

resource "aws_security_group" "remote_access_suppliers" {
  vpc_id      = aws_vpc.partners.id
  name_prefix = "suppliers-remote-access-"
  description = "suppliers remote access"

  tags = {
    Name  = "suppliers-remote-access"
    Owner = "procurement"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "remote_access_suppliers_to_anywhere" {
  security_group_id = aws_security_group.remote_access_suppliers.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description       = "what people reach"
}

resource "aws_ec2_client_vpn_endpoint" "remote_access_suppliers" {
  description            = "suppliers remote access"
  vpc_id                 = aws_vpc.partners.id
  security_group_ids     = [aws_security_group.remote_access_suppliers.id]
  client_cidr_block      = "172.31.0.0/22"
  server_certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1111-2222-3333-444455556666"
  transport_protocol     = "tcp"
  vpn_port               = 443
  split_tunnel           = false
  dns_servers            = ["10.2.0.2", "1.1.1.1"]
  session_timeout_hours  = 24
  self_service_portal    = "disabled"

  authentication_options {
    type                       = "certificate-authentication"
    root_certificate_chain_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-1111-2222-3333-444455556666"
  }

  connection_log_options {
    enabled = false
  }

  tags = {
    Name  = "suppliers"
    Owner = "procurement"
  }
}

# --- Associations ---------------------------------------------------------------------------------

resource "aws_ec2_client_vpn_network_association" "remote_access_suppliers_a" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_suppliers.id
  subnet_id              = aws_subnet.partners_access_a.id
}

resource "aws_ec2_client_vpn_network_association" "remote_access_suppliers_b" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_suppliers.id
  subnet_id              = aws_subnet.partners_access_b.id
}

# --- Routes ---------------------------------------------------------------------------------------

resource "aws_ec2_client_vpn_route" "remote_access_suppliers_to_anywhere_a" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_suppliers.id
  destination_cidr_block = "0.0.0.0/0"
  target_vpc_subnet_id   = aws_subnet.partners_access_a.id
  description            = "internet"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_suppliers_a]
}

resource "aws_ec2_client_vpn_route" "remote_access_suppliers_to_anywhere_b" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_suppliers.id
  destination_cidr_block = "0.0.0.0/0"
  target_vpc_subnet_id   = aws_subnet.partners_access_b.id
  description            = "internet"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_suppliers_b]
}

# --- Authorization rules --------------------------------------------------------------------------

resource "aws_ec2_client_vpn_authorization_rule" "remote_access_suppliers_to_anywhere" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_suppliers.id
  target_network_cidr    = "0.0.0.0/0"
  authorize_all_groups   = true
  description            = "internet"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_suppliers_a]
}

resource "aws_ec2_client_vpn_authorization_rule" "remote_access_suppliers_to_10_2_1_0_24" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_suppliers.id
  target_network_cidr    = "10.2.1.0/24"
  authorize_all_groups   = true
  description            = "tier/depot"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_suppliers_a]
}

# --- Outputs --------------------------------------------------------------------------------------

output "remote_access_suppliers_client_vpn_endpoint_id" {
  description = "The Client VPN endpoint of remote access suppliers, whose configuration people need"
  value       = aws_ec2_client_vpn_endpoint.remote_access_suppliers.id
}
