#!/bin/sh
# netgen: takes back what the files of router head-2 add, by name.
# Run as root. What was there before is left alone, but net.ipv4.ip_forward is set back by hand.
set -u

# What fails says so, and the rest is taken back all the same.
failed=0
attempt() {
  "$@" || { echo "failed: $*" >&2; failed=1; }
}

attempt vtysh <<'END'
configure terminal
router bgp 65010
 ! May have been there before, so it stays; where the check before the change found none, by hand in address-family ipv4 unicast:
 ! no network 192.168.0.0/16
 no neighbor 192.168.0.2
 no neighbor 169.254.40.10
 no neighbor 169.254.40.11
exit
no ip route 192.168.0.0/16 eth1 250
no route-map NG-IBGP
no route-map NG-GRE-2-IN
no route-map NG-GRE-2-OUT
no ip prefix-list NG-SITE-OUT
no ip prefix-list NG-AWS-IN
end
write memory
END

attempt rm -f /etc/sysctl.d/head-2.sysctl.conf

attempt rm -f /etc/nftables.d/head-2.mss.nft
if nft list table inet netgen_mss >/dev/null 2>&1; then
  attempt nft delete table inet netgen_mss
fi

attempt rm -f /etc/systemd/network/90-ng-gre-2.netdev /etc/systemd/network/90-ng-gre-2.network
if ip link show ng-gre-2 >/dev/null 2>&1; then
  attempt ip link delete ng-gre-2
fi

exit $failed
