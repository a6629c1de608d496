#!/bin/sh
# netgen: takes back what the files of router edge-1 add, by name.
# Run as root. What was there before is left alone, but net.ipv4.ip_forward is set back by hand.
set -u

# What fails says so, and the rest is taken back all the same.
failed=0
attempt() {
  "$@" || { echo "failed: $*" >&2; failed=1; }
}

attempt vtysh <<'END'
configure terminal
router bgp 65001
 ! May have been there before, so it stays; where the check before the change found none, by hand in address-family ipv4 unicast:
 ! no network 192.168.0.0/18
 ! no network 2001:db8:100::/48 in address-family ipv6 unicast
 ! no network fd12:3456:7::/48 in address-family ipv6 unicast
 no neighbor 2001:db8:100:1::3
 ! The session over IPv6 of dx-1: the bound rollback names AWS's address.
 no neighbor 192.168.1.3
 no neighbor 169.254.32.1
exit
no ip route 192.168.0.0/18 eth0 250
no route-map NG-IBGP
no route-map NG-DX-1-IN
no route-map NG-DX-1-OUT
no route-map NG-IBGP6
no route-map NG-DX-1-IN6
no route-map NG-DX-1-OUT6
no ipv6 prefix-list NG-SITE-OUT6
no ipv6 prefix-list NG-AWS-IN6
no ip prefix-list NG-SITE-OUT
no ip prefix-list NG-AWS-IN
bfd
 no profile ng-dx
exit
end
write memory
END

attempt rm -f /etc/sysctl.d/edge-1.sysctl.conf

attempt rm -f /etc/systemd/network/90-ng-dx-1.netdev /etc/systemd/network/90-ng-dx-1.network
if ip link show ng-dx-1 >/dev/null 2>&1; then
  attempt ip link delete ng-dx-1
fi

exit $failed
