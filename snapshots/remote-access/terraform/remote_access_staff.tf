# corp: remote access staff, eu-west-1. Made by netgen from remote-access.yaml; change that file and render again.

# --- Client VPN endpoint --------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "remote_access_staff" {
  name              = "/client-vpn/corp/staff"
  retention_in_days = 365

  tags = {
    Name  = "staff-remote-access"
    Owner = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_security_group" "remote_access_staff" {
  vpc_id      = aws_vpc.shared.id
  name_prefix = "staff-remote-access-"
  description = "staff remote access"

  tags = {
    Name  = "staff-remote-access"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "remote_access_staff_to_10_0_0_0_16" {
  security_group_id = aws_security_group.remote_access_staff.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "-1"
  description       = "what people reach"
}

resource "aws_vpc_security_group_egress_rule" "remote_access_staff_to_10_1_0_0_16" {
  security_group_id = aws_security_group.remote_access_staff.id
  cidr_ipv4         = "10.1.0.0/16"
  ip_protocol       = "-1"
  description       = "what people reach"
}

resource "aws_vpc_security_group_egress_rule" "remote_access_staff_to_192_168_0_0_18" {
  security_group_id = aws_security_group.remote_access_staff.id
  cidr_ipv4         = "192.168.0.0/18"
  ip_protocol       = "-1"
  description       = "what people reach"
}

resource "aws_ec2_client_vpn_endpoint" "remote_access_staff" {
  description            = "staff remote access"
  vpc_id                 = aws_vpc.shared.id
  security_group_ids     = [aws_security_group.remote_access_staff.id]
  client_cidr_block      = "10.96.0.0/20"
  server_certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1111-2222-3333-444455556666"
  transport_protocol     = "udp"
  vpn_port               = 443
  split_tunnel           = true
  dns_servers            = ["10.0.0.2"]
  session_timeout_hours  = 12
  self_service_portal    = "enabled"

  authentication_options {
    type                       = "certificate-authentication"
    root_certificate_chain_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-1111-2222-3333-444455556666"
  }

  authentication_options {
    type                           = "federated-authentication"
    saml_provider_arn              = "arn:aws:iam::111122223333:saml-provider/corp"
    self_service_saml_provider_arn = "arn:aws:iam::111122223333:saml-provider/corp"
  }

  connection_log_options {
    enabled              = true
    cloudwatch_log_group = aws_cloudwatch_log_group.remote_access_staff.name
  }

  client_login_banner_options {
    enabled     = true
    banner_text = "Authorized people only: what you do is logged."
  }

  tags = {
    Name  = "staff"
    Owner = "platform"
  }
}

# --- Associations ---------------------------------------------------------------------------------

resource "aws_ec2_client_vpn_network_association" "remote_access_staff_a" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  subnet_id              = aws_subnet.shared_access_a.id
}

resource "aws_ec2_client_vpn_network_association" "remote_access_staff_b" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  subnet_id              = aws_subnet.shared_access_b.id
}

# --- Routes ---------------------------------------------------------------------------------------

resource "aws_ec2_client_vpn_route" "remote_access_staff_to_10_1_0_0_16_a" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  destination_cidr_block = "10.1.0.0/16"
  target_vpc_subnet_id   = aws_subnet.shared_access_a.id
  description            = "segment/production"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_staff_a]
}

resource "aws_ec2_client_vpn_route" "remote_access_staff_to_10_1_0_0_16_b" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  destination_cidr_block = "10.1.0.0/16"
  target_vpc_subnet_id   = aws_subnet.shared_access_b.id
  description            = "segment/production"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_staff_b]
}

resource "aws_ec2_client_vpn_route" "remote_access_staff_to_192_168_0_0_18_a" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  destination_cidr_block = "192.168.0.0/18"
  target_vpc_subnet_id   = aws_subnet.shared_access_a.id
  description            = "site/tokyo"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_staff_a]
}

resource "aws_ec2_client_vpn_route" "remote_access_staff_to_192_168_0_0_18_b" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  destination_cidr_block = "192.168.0.0/18"
  target_vpc_subnet_id   = aws_subnet.shared_access_b.id
  description            = "site/tokyo"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_staff_b]
}

# --- Authorization rules --------------------------------------------------------------------------

resource "aws_ec2_client_vpn_authorization_rule" "remote_access_staff_to_10_0_0_0_16" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  target_network_cidr    = "10.0.0.0/16"
  authorize_all_groups   = true
  description            = "vpc"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_staff_a]
}

resource "aws_ec2_client_vpn_authorization_rule" "remote_access_staff_to_10_1_0_0_16" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  target_network_cidr    = "10.1.0.0/16"
  authorize_all_groups   = true
  description            = "segment/production"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_staff_a]
}

resource "aws_ec2_client_vpn_authorization_rule" "remote_access_staff_to_192_168_0_0_18_for_S_1_5_21_1004336348_1177238915_682003330_512" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  target_network_cidr    = "192.168.0.0/18"
  access_group_id        = "S-1-5-21-1004336348-1177238915-682003330-512"
  description            = "site/tokyo"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_staff_a]
}

resource "aws_ec2_client_vpn_authorization_rule" "remote_access_staff_to_192_168_0_0_18_for_operators" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.remote_access_staff.id
  target_network_cidr    = "192.168.0.0/18"
  access_group_id        = "operators"
  description            = "site/tokyo"

  depends_on = [aws_ec2_client_vpn_network_association.remote_access_staff_a]
}

# --- Outputs --------------------------------------------------------------------------------------

output "remote_access_staff_client_vpn_endpoint_id" {
  description = "The Client VPN endpoint of remote access staff, whose configuration people need"
  value       = aws_ec2_client_vpn_endpoint.remote_access_staff.id
}
