//! The few values that AWS takes, and the Regions that have no Client VPN.

use super::Resolver;
use crate::diagnostic::Code;

/// Ports of an endpoint. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateClientVpnEndpoint.html>
const PORTS: [u16; 2] = [443, 1194];

/// Hours of a session.
const HOURS: [u32; 4] = [8, 10, 12, 24];

impl Resolver<'_> {
    pub(super) fn options(&mut self) {
        let (written, scope) = (self.written, self.scope);
        let mut refuse = |message: String, span, help: &str| {
            self.error(Code::AccessOption, message, span, "AWS refuses it", help);
        };
        if !PORTS.contains(&written.port.value) {
            refuse(
                format!("port {} of the tunnel", written.port.value),
                written.port.span,
                "write `port: 443` or `port: 1194`",
            );
        }
        let hours = written.session_hours;
        if !HOURS.contains(&hours.value) {
            refuse(format!("sessions of {} hours", hours.value), hours.span, "write `session_hours: 8`, 10, 12 or 24");
        }
        if let Some(dns) = written.dns.as_ref().filter(|dns| !(1..=2).contains(&dns.value.len())) {
            let message = format!("{} name servers", dns.value.len());
            refuse(message, dns.span, "name one or two, or leave `dns` out");
        }
        if let Some(users) = written.users.filter(|users| users.value == 0) {
            refuse("nobody is connected at a time".to_owned(), users.span, "write how many are, or leave `users` out");
        }
        if scope.region.partition() == "aws-cn" {
            let message = format!("remote access in {}", scope.region);
            refuse(message, written.within.span, "dial into a VPC of a Region outside of China");
        }
    }
}
