//! Faults in Client VPN, in the text of one dialect: who reaches what, from where, and what waits for what.

use serde_json::json;

use super::fault::Edit::{Block, Template, Without};
use super::fault::{Fault, faults, properties, reference, set, swap, take, unordered, without};

faults! {
    "remote-access" "cloudformation/remote-access-staff.json" {
        "another block of devices": Template(|t| set(t, "RemoteAccessStaffClientVpnEndpoint", "ClientCidrBlock", json!("10.97.0.0/20"))),
        "everything goes into the tunnel": Template(|t| set(t, "RemoteAccessStaffClientVpnEndpoint", "SplitTunnel", json!(false))),
        "nobody needs a certificate": Template(|t| {
            drop(properties(t, "RemoteAccessStaffClientVpnEndpoint")["AuthenticationOptions"].as_array_mut().unwrap().remove(0));
        }),
        "connections are not logged": Template(|t| {
            properties(t, "RemoteAccessStaffClientVpnEndpoint")["ConnectionLogOptions"] = json!({ "Enabled": false });
        }),
        "the page for self-service is closed": Template(|t| {
            set(t, "RemoteAccessStaffClientVpnEndpoint", "SelfServicePortal", json!("disabled"));
        }),
        "another name server": Template(|t| {
            properties(t, "RemoteAccessStaffClientVpnEndpoint")["DnsServers"][0] = json!("10.1.0.2");
        }),
        "the endpoint has another name": Template(|t| {
            properties(t, "RemoteAccessStaffClientVpnEndpoint")["TagSpecifications"][0]["Tags"][0]["Value"] = json!("crew");
        }),
        "a zone has no association": Template(|t| {
            without(t, "RemoteAccessStaffBClientVpnAssociation");
            unordered(t, "RemoteAccessStaffTo1010016BClientVpnRoute");
            unordered(t, "RemoteAccessStaffTo1921680018BClientVpnRoute");
        }),
        "two routes have each other's subnet": Template(|t| {
            swap(t, "RemoteAccessStaffTo1010016AClientVpnRoute", "RemoteAccessStaffTo1010016BClientVpnRoute", "TargetVpcSubnetId");
        }),
        "a route does not wait for its association": Template(|t| unordered(t, "RemoteAccessStaffTo1010016AClientVpnRoute")),
        "a route waits for the other association": Template(|t| {
            t["Resources"]["RemoteAccessStaffTo1010016AClientVpnRoute"]["DependsOn"] = json!("RemoteAccessStaffBClientVpnAssociation");
        }),
        "a rule waits for no association": Template(|t| unordered(t, "RemoteAccessStaffTo1000016ClientVpnRule")),
        "a rule for another network": Template(|t| {
            set(t, "RemoteAccessStaffTo1010016ClientVpnRule", "TargetNetworkCidr", json!("10.0.0.0/12"));
        }),
        "everybody reaches what a group reaches": Template(|t| {
            take(properties(t, "RemoteAccessStaffTo1921680018ForOperatorsClientVpnRule"), "AccessGroupId");
            set(t, "RemoteAccessStaffTo1921680018ForOperatorsClientVpnRule", "AuthorizeAllGroups", json!(true));
        }),
        "an association in the other subnet": Template(|t| {
            set(t, "RemoteAccessStaffAClientVpnAssociation", "SubnetId", reference("SharedAccessBSubnetId"));
        }),
    }
    "remote-access" "terraform/remote_access_staff.tf" {
        "a rule is gone": Without("aws_ec2_client_vpn_authorization_rule.remote_access_staff_to_10_1_0_0_16"),
        "a route is gone": Without("aws_ec2_client_vpn_route.remote_access_staff_to_10_1_0_0_16_b"),
        "another port": Block("aws_ec2_client_vpn_endpoint.remote_access_staff", "= 443", "= 1194"),
        "its group lets more out": Block("aws_vpc_security_group_egress_rule.remote_access_staff_to_10_1_0_0_16", "10.1.0.0/16", "0.0.0.0/0"),
    }
}
