# corp. Made by netgen from relabelled.yaml; change that file and render again.
# Other labels for what exists: Terraform moves it in the state, and changes nothing of it. A block does nothing where the state has
# no such label, so they stay.

moved {
  from = aws_ec2_transit_gateway.hub
  to   = aws_ec2_transit_gateway.core
}

moved {
  from = aws_ec2_transit_gateway_route_table.hub_on_prem
  to   = aws_ec2_transit_gateway_route_table.hub_sites
}

moved {
  from = aws_ec2_transit_gateway_route_table.hub_sites
  to   = aws_ec2_transit_gateway_route_table.core_on_prem
}

moved {
  from = aws_ec2_transit_gateway_route_table.core_on_prem
  to   = aws_ec2_transit_gateway_route_table.core_sites
}

moved {
  from = aws_ec2_transit_gateway_route_table.hub_prod
  to   = aws_ec2_transit_gateway_route_table.hub_production
}

moved {
  from = aws_ec2_transit_gateway_route_table.hub_production
  to   = aws_ec2_transit_gateway_route_table.core_prod
}

moved {
  from = aws_ec2_transit_gateway_route_table.core_prod
  to   = aws_ec2_transit_gateway_route_table.core_production
}

moved {
  from = aws_vpc.ledger
  to   = aws_vpc.accounts
}

moved {
  from = aws_default_security_group.ledger
  to   = aws_default_security_group.accounts
}

moved {
  from = aws_subnet.ledger_data_a
  to   = aws_subnet.accounts_data_a
}

moved {
  from = aws_subnet.ledger_data_c
  to   = aws_subnet.accounts_data_c
}

moved {
  from = aws_route_table.ledger_data
  to   = aws_route_table.accounts_data
}

moved {
  from = aws_route_table_association.ledger_data_a
  to   = aws_route_table_association.accounts_data_a
}

moved {
  from = aws_route_table_association.ledger_data_c
  to   = aws_route_table_association.accounts_data_c
}

moved {
  from = aws_security_group.ledger_db
  to   = aws_security_group.accounts_db
}

moved {
  from = aws_vpc_security_group_ingress_rule.ledger_db_from_10_0_0_0_22_tcp_5432
  to   = aws_vpc_security_group_ingress_rule.accounts_db_from_10_0_0_0_22_tcp_5432
}

moved {
  from = aws_vpc_security_group_egress_rule.ledger_db_to_anywhere_all
  to   = aws_vpc_security_group_egress_rule.accounts_db_to_anywhere_all
}

moved {
  from = aws_vpc.orders
  to   = aws_vpc.shop
}

moved {
  from = aws_default_security_group.orders
  to   = aws_default_security_group.shop
}

moved {
  from = aws_internet_gateway.orders
  to   = aws_internet_gateway.shop
}

moved {
  from = aws_eip.orders_nat_a
  to   = aws_eip.shop_nat_a
}

moved {
  from = aws_nat_gateway.orders_a
  to   = aws_nat_gateway.shop_a
}

moved {
  from = aws_eip.orders_nat_c
  to   = aws_eip.shop_nat_c
}

moved {
  from = aws_nat_gateway.orders_c
  to   = aws_nat_gateway.shop_c
}

moved {
  from = aws_subnet.orders_public_a
  to   = aws_subnet.shop_public_a
}

moved {
  from = aws_subnet.orders_public_c
  to   = aws_subnet.shop_public_c
}

moved {
  from = aws_route_table.orders_public
  to   = aws_route_table.shop_public
}

moved {
  from = aws_route.orders_public_default
  to   = aws_route.shop_public_default
}

moved {
  from = aws_route_table_association.orders_public_a
  to   = aws_route_table_association.shop_public_a
}

moved {
  from = aws_route_table_association.orders_public_c
  to   = aws_route_table_association.shop_public_c
}

moved {
  from = aws_subnet.orders_app_a
  to   = aws_subnet.orders_private_a
}

moved {
  from = aws_subnet.orders_private_a
  to   = aws_subnet.shop_app_a
}

moved {
  from = aws_subnet.shop_app_a
  to   = aws_subnet.shop_private_a
}

moved {
  from = aws_subnet.orders_app_c
  to   = aws_subnet.orders_private_c
}

moved {
  from = aws_subnet.orders_private_c
  to   = aws_subnet.shop_app_c
}

moved {
  from = aws_subnet.shop_app_c
  to   = aws_subnet.shop_private_c
}

moved {
  from = aws_route_table.orders_app_a
  to   = aws_route_table.orders_private_a
}

moved {
  from = aws_route_table.orders_private_a
  to   = aws_route_table.shop_app_a
}

moved {
  from = aws_route_table.shop_app_a
  to   = aws_route_table.shop_private_a
}

moved {
  from = aws_route.orders_app_a_default
  to   = aws_route.orders_private_a_default
}

moved {
  from = aws_route.orders_private_a_default
  to   = aws_route.shop_app_a_default
}

moved {
  from = aws_route.shop_app_a_default
  to   = aws_route.shop_private_a_default
}

moved {
  from = aws_route.orders_app_a_192_168_0_0_16
  to   = aws_route.orders_private_a_192_168_0_0_16
}

moved {
  from = aws_route.orders_private_a_192_168_0_0_16
  to   = aws_route.shop_app_a_192_168_0_0_16
}

moved {
  from = aws_route.shop_app_a_192_168_0_0_16
  to   = aws_route.shop_private_a_192_168_0_0_16
}

moved {
  from = aws_route_table_association.orders_app_a
  to   = aws_route_table_association.orders_private_a
}

moved {
  from = aws_route_table_association.orders_private_a
  to   = aws_route_table_association.shop_app_a
}

moved {
  from = aws_route_table_association.shop_app_a
  to   = aws_route_table_association.shop_private_a
}

moved {
  from = aws_route_table.orders_app_c
  to   = aws_route_table.orders_private_c
}

moved {
  from = aws_route_table.orders_private_c
  to   = aws_route_table.shop_app_c
}

moved {
  from = aws_route_table.shop_app_c
  to   = aws_route_table.shop_private_c
}

moved {
  from = aws_route.orders_app_c_default
  to   = aws_route.orders_private_c_default
}

moved {
  from = aws_route.orders_private_c_default
  to   = aws_route.shop_app_c_default
}

moved {
  from = aws_route.shop_app_c_default
  to   = aws_route.shop_private_c_default
}

moved {
  from = aws_route.orders_app_c_192_168_0_0_16
  to   = aws_route.orders_private_c_192_168_0_0_16
}

moved {
  from = aws_route.orders_private_c_192_168_0_0_16
  to   = aws_route.shop_app_c_192_168_0_0_16
}

moved {
  from = aws_route.shop_app_c_192_168_0_0_16
  to   = aws_route.shop_private_c_192_168_0_0_16
}

moved {
  from = aws_route_table_association.orders_app_c
  to   = aws_route_table_association.orders_private_c
}

moved {
  from = aws_route_table_association.orders_private_c
  to   = aws_route_table_association.shop_app_c
}

moved {
  from = aws_route_table_association.shop_app_c
  to   = aws_route_table_association.shop_private_c
}

moved {
  from = aws_subnet.orders_attachment_a
  to   = aws_subnet.shop_attachment_a
}

moved {
  from = aws_subnet.orders_attachment_c
  to   = aws_subnet.shop_attachment_c
}

moved {
  from = aws_route_table.orders_attachment
  to   = aws_route_table.shop_attachment
}

moved {
  from = aws_route_table_association.orders_attachment_a
  to   = aws_route_table_association.shop_attachment_a
}

moved {
  from = aws_route_table_association.orders_attachment_c
  to   = aws_route_table_association.shop_attachment_c
}

moved {
  from = aws_ec2_transit_gateway_vpc_attachment.orders
  to   = aws_ec2_transit_gateway_vpc_attachment.shop
}

moved {
  from = aws_ec2_transit_gateway_route_table_association.orders
  to   = aws_ec2_transit_gateway_route_table_association.shop
}

moved {
  from = aws_ec2_transit_gateway_route_table_propagation.orders_on_prem
  to   = aws_ec2_transit_gateway_route_table_propagation.shop_on_prem
}

moved {
  from = aws_ec2_transit_gateway_route_table_propagation.orders_prod
  to   = aws_ec2_transit_gateway_route_table_propagation.shop_prod
}

moved {
  from = aws_security_group.orders_api
  to   = aws_security_group.orders_service
}

moved {
  from = aws_security_group.orders_service
  to   = aws_security_group.shop_api
}

moved {
  from = aws_security_group.shop_api
  to   = aws_security_group.shop_service
}

moved {
  from = aws_vpc_security_group_ingress_rule.orders_api_from_192_168_0_0_16_icmp
  to   = aws_vpc_security_group_ingress_rule.orders_service_from_192_168_0_0_16_icmp
}

moved {
  from = aws_vpc_security_group_ingress_rule.orders_service_from_192_168_0_0_16_icmp
  to   = aws_vpc_security_group_ingress_rule.shop_api_from_192_168_0_0_16_icmp
}

moved {
  from = aws_vpc_security_group_ingress_rule.shop_api_from_192_168_0_0_16_icmp
  to   = aws_vpc_security_group_ingress_rule.shop_service_from_192_168_0_0_16_icmp
}

moved {
  from = aws_vpc_security_group_ingress_rule.orders_api_from_192_168_0_0_16_tcp_22
  to   = aws_vpc_security_group_ingress_rule.orders_service_from_192_168_0_0_16_tcp_22
}

moved {
  from = aws_vpc_security_group_ingress_rule.orders_service_from_192_168_0_0_16_tcp_22
  to   = aws_vpc_security_group_ingress_rule.shop_api_from_192_168_0_0_16_tcp_22
}

moved {
  from = aws_vpc_security_group_ingress_rule.shop_api_from_192_168_0_0_16_tcp_22
  to   = aws_vpc_security_group_ingress_rule.shop_service_from_192_168_0_0_16_tcp_22
}

moved {
  from = aws_vpc_security_group_egress_rule.orders_api_to_anywhere_all
  to   = aws_vpc_security_group_egress_rule.orders_service_to_anywhere_all
}

moved {
  from = aws_vpc_security_group_egress_rule.orders_service_to_anywhere_all
  to   = aws_vpc_security_group_egress_rule.shop_api_to_anywhere_all
}

moved {
  from = aws_vpc_security_group_egress_rule.shop_api_to_anywhere_all
  to   = aws_vpc_security_group_egress_rule.shop_service_to_anywhere_all
}

moved {
  from = aws_security_group.orders_web
  to   = aws_security_group.shop_web
}

moved {
  from = aws_vpc_security_group_ingress_rule.orders_web_from_anywhere_tcp_443
  to   = aws_vpc_security_group_ingress_rule.shop_web_from_anywhere_tcp_443
}

moved {
  from = aws_vpc_security_group_egress_rule.orders_web_to_anywhere_all
  to   = aws_vpc_security_group_egress_rule.shop_web_to_anywhere_all
}

moved {
  from = aws_vpc_security_group_ingress_rule.orders_api_from_web_tcp_8080
  to   = aws_vpc_security_group_ingress_rule.orders_service_from_web_tcp_8080
}

moved {
  from = aws_vpc_security_group_ingress_rule.orders_service_from_web_tcp_8080
  to   = aws_vpc_security_group_ingress_rule.shop_api_from_web_tcp_8080
}

moved {
  from = aws_vpc_security_group_ingress_rule.shop_api_from_web_tcp_8080
  to   = aws_vpc_security_group_ingress_rule.shop_service_from_web_tcp_8080
}

moved {
  from = aws_vpc_endpoint.orders_s3
  to   = aws_vpc_endpoint.shop_s3
}

moved {
  from = aws_vpc_endpoint.orders_dynamodb
  to   = aws_vpc_endpoint.shop_dynamodb
}

moved {
  from = aws_network_acl.orders_app
  to   = aws_network_acl.orders_private
}

moved {
  from = aws_network_acl.orders_private
  to   = aws_network_acl.shop_app
}

moved {
  from = aws_network_acl.shop_app
  to   = aws_network_acl.shop_private
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_100
  to   = aws_network_acl_rule.orders_private_ingress_100
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_100
  to   = aws_network_acl_rule.shop_app_ingress_100
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_100
  to   = aws_network_acl_rule.shop_private_ingress_100
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_110
  to   = aws_network_acl_rule.orders_private_ingress_110
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_110
  to   = aws_network_acl_rule.shop_app_ingress_110
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_110
  to   = aws_network_acl_rule.shop_private_ingress_110
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_2000
  to   = aws_network_acl_rule.orders_private_ingress_2000
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_2000
  to   = aws_network_acl_rule.shop_app_ingress_2000
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_2000
  to   = aws_network_acl_rule.shop_private_ingress_2000
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_2010
  to   = aws_network_acl_rule.orders_private_ingress_2010
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_2010
  to   = aws_network_acl_rule.shop_app_ingress_2010
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_2010
  to   = aws_network_acl_rule.shop_private_ingress_2010
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_2020
  to   = aws_network_acl_rule.orders_private_ingress_2020
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_2020
  to   = aws_network_acl_rule.shop_app_ingress_2020
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_2020
  to   = aws_network_acl_rule.shop_private_ingress_2020
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_2030
  to   = aws_network_acl_rule.orders_private_ingress_2030
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_2030
  to   = aws_network_acl_rule.shop_app_ingress_2030
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_2030
  to   = aws_network_acl_rule.shop_private_ingress_2030
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_2040
  to   = aws_network_acl_rule.orders_private_ingress_2040
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_2040
  to   = aws_network_acl_rule.shop_app_ingress_2040
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_2040
  to   = aws_network_acl_rule.shop_private_ingress_2040
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_2050
  to   = aws_network_acl_rule.orders_private_ingress_2050
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_2050
  to   = aws_network_acl_rule.shop_app_ingress_2050
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_2050
  to   = aws_network_acl_rule.shop_private_ingress_2050
}

moved {
  from = aws_network_acl_rule.orders_app_ingress_2060
  to   = aws_network_acl_rule.orders_private_ingress_2060
}

moved {
  from = aws_network_acl_rule.orders_private_ingress_2060
  to   = aws_network_acl_rule.shop_app_ingress_2060
}

moved {
  from = aws_network_acl_rule.shop_app_ingress_2060
  to   = aws_network_acl_rule.shop_private_ingress_2060
}

moved {
  from = aws_network_acl_rule.orders_app_egress_100
  to   = aws_network_acl_rule.orders_private_egress_100
}

moved {
  from = aws_network_acl_rule.orders_private_egress_100
  to   = aws_network_acl_rule.shop_app_egress_100
}

moved {
  from = aws_network_acl_rule.shop_app_egress_100
  to   = aws_network_acl_rule.shop_private_egress_100
}

moved {
  from = aws_network_acl_rule.orders_app_egress_110
  to   = aws_network_acl_rule.orders_private_egress_110
}

moved {
  from = aws_network_acl_rule.orders_private_egress_110
  to   = aws_network_acl_rule.shop_app_egress_110
}

moved {
  from = aws_network_acl_rule.shop_app_egress_110
  to   = aws_network_acl_rule.shop_private_egress_110
}

moved {
  from = aws_network_acl_rule.orders_app_egress_2000
  to   = aws_network_acl_rule.orders_private_egress_2000
}

moved {
  from = aws_network_acl_rule.orders_private_egress_2000
  to   = aws_network_acl_rule.shop_app_egress_2000
}

moved {
  from = aws_network_acl_rule.shop_app_egress_2000
  to   = aws_network_acl_rule.shop_private_egress_2000
}

moved {
  from = aws_network_acl_rule.orders_app_egress_2010
  to   = aws_network_acl_rule.orders_private_egress_2010
}

moved {
  from = aws_network_acl_rule.orders_private_egress_2010
  to   = aws_network_acl_rule.shop_app_egress_2010
}

moved {
  from = aws_network_acl_rule.shop_app_egress_2010
  to   = aws_network_acl_rule.shop_private_egress_2010
}

moved {
  from = aws_network_acl_rule.orders_app_egress_2020
  to   = aws_network_acl_rule.orders_private_egress_2020
}

moved {
  from = aws_network_acl_rule.orders_private_egress_2020
  to   = aws_network_acl_rule.shop_app_egress_2020
}

moved {
  from = aws_network_acl_rule.shop_app_egress_2020
  to   = aws_network_acl_rule.shop_private_egress_2020
}

moved {
  from = aws_network_acl_association.orders_app_a
  to   = aws_network_acl_association.orders_private_a
}

moved {
  from = aws_network_acl_association.orders_private_a
  to   = aws_network_acl_association.shop_app_a
}

moved {
  from = aws_network_acl_association.shop_app_a
  to   = aws_network_acl_association.shop_private_a
}

moved {
  from = aws_network_acl_association.orders_app_c
  to   = aws_network_acl_association.orders_private_c
}

moved {
  from = aws_network_acl_association.orders_private_c
  to   = aws_network_acl_association.shop_app_c
}

moved {
  from = aws_network_acl_association.shop_app_c
  to   = aws_network_acl_association.shop_private_c
}

moved {
  from = aws_network_acl.orders_public
  to   = aws_network_acl.shop_public
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_100
  to   = aws_network_acl_rule.shop_public_ingress_100
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_110
  to   = aws_network_acl_rule.shop_public_ingress_110
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_2000
  to   = aws_network_acl_rule.shop_public_ingress_2000
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_2010
  to   = aws_network_acl_rule.shop_public_ingress_2010
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_2020
  to   = aws_network_acl_rule.shop_public_ingress_2020
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_2030
  to   = aws_network_acl_rule.shop_public_ingress_2030
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_2040
  to   = aws_network_acl_rule.shop_public_ingress_2040
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_2050
  to   = aws_network_acl_rule.shop_public_ingress_2050
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_2060
  to   = aws_network_acl_rule.shop_public_ingress_2060
}

moved {
  from = aws_network_acl_rule.orders_public_ingress_2070
  to   = aws_network_acl_rule.shop_public_ingress_2070
}

moved {
  from = aws_network_acl_rule.orders_public_egress_100
  to   = aws_network_acl_rule.shop_public_egress_100
}

moved {
  from = aws_network_acl_rule.orders_public_egress_110
  to   = aws_network_acl_rule.shop_public_egress_110
}

moved {
  from = aws_network_acl_rule.orders_public_egress_2000
  to   = aws_network_acl_rule.shop_public_egress_2000
}

moved {
  from = aws_network_acl_association.orders_public_a
  to   = aws_network_acl_association.shop_public_a
}

moved {
  from = aws_network_acl_association.orders_public_c
  to   = aws_network_acl_association.shop_public_c
}

moved {
  from = aws_vpc_peering_connection.shortcut
  to   = aws_vpc_peering_connection.accounts_shop
}

moved {
  from = aws_route.ledger_data_to_10_0_16_0_20
  to   = aws_route.accounts_data_to_10_0_16_0_20
}

moved {
  from = aws_route.orders_app_a_to_10_0_0_0_20
  to   = aws_route.orders_private_a_to_10_0_0_0_20
}

moved {
  from = aws_route.orders_private_a_to_10_0_0_0_20
  to   = aws_route.shop_app_a_to_10_0_0_0_20
}

moved {
  from = aws_route.shop_app_a_to_10_0_0_0_20
  to   = aws_route.shop_private_a_to_10_0_0_0_20
}

moved {
  from = aws_route.orders_app_c_to_10_0_0_0_20
  to   = aws_route.orders_private_c_to_10_0_0_0_20
}

moved {
  from = aws_route.orders_private_c_to_10_0_0_0_20
  to   = aws_route.shop_app_c_to_10_0_0_0_20
}

moved {
  from = aws_route.shop_app_c_to_10_0_0_0_20
  to   = aws_route.shop_private_c_to_10_0_0_0_20
}

moved {
  from = aws_vpc_security_group_ingress_rule.ledger_db_from_vpc_orders_group_api_tcp_5432
  to   = aws_vpc_security_group_ingress_rule.accounts_db_from_vpc_orders_group_api_tcp_5432
}

moved {
  from = aws_dx_gateway.main
  to   = aws_dx_gateway.tokyo_1
}

moved {
  from = aws_dx_gateway_association.main_hub
  to   = aws_dx_gateway_association.tokyo_1_hub
}

moved {
  from = aws_customer_gateway.tokyo_inet
  to   = aws_customer_gateway.chiyoda_inet
}

moved {
  from = aws_vpn_connection.tokyo_inet
  to   = aws_vpn_connection.chiyoda_inet
}

moved {
  from = aws_dx_transit_virtual_interface.tokyo_dx
  to   = aws_dx_transit_virtual_interface.tokyo_carrier
}

moved {
  from = aws_dx_transit_virtual_interface.tokyo_carrier
  to   = aws_dx_transit_virtual_interface.chiyoda_dx
}

moved {
  from = aws_dx_transit_virtual_interface.chiyoda_dx
  to   = aws_dx_transit_virtual_interface.chiyoda_carrier
}

moved {
  from = aws_ec2_transit_gateway_route_table_association.hub_tokyo_inet
  to   = aws_ec2_transit_gateway_route_table_association.core_tokyo_inet
}

moved {
  from = aws_ec2_transit_gateway_route_table_propagation.hub_tokyo_inet_prod
  to   = aws_ec2_transit_gateway_route_table_propagation.core_tokyo_inet_prod
}

moved {
  from = aws_ec2_transit_gateway_route_table_association.hub_main
  to   = aws_ec2_transit_gateway_route_table_association.core_main
}

moved {
  from = aws_ec2_transit_gateway_route_table_propagation.hub_main_prod
  to   = aws_ec2_transit_gateway_route_table_propagation.core_main_prod
}

moved {
  from = aws_ec2_transit_gateway_route.hub_on_prem_pool_production
  to   = aws_ec2_transit_gateway_route.hub_sites_pool_production
}

moved {
  from = aws_ec2_transit_gateway_route.hub_sites_pool_production
  to   = aws_ec2_transit_gateway_route.core_on_prem_pool_production
}

moved {
  from = aws_ec2_transit_gateway_route.core_on_prem_pool_production
  to   = aws_ec2_transit_gateway_route.core_sites_pool_production
}
