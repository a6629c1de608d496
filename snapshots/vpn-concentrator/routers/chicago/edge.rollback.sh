#!/bin/sh
# netgen: takes back what the files of router edge add, by name.
# Run as root. What was there before is left alone, but net.ipv4.ip_forward is set back by hand.
set -u

# What fails says so, and the rest is taken back all the same.
failed=0
attempt() {
  "$@" || { echo "failed: $*" >&2; failed=1; }
}

attempt vtysh <<'END'
configure terminal
router bgp 65101
 ! May have been there before, so it stays; where the check before the change found none, by hand in address-family ipv4 unicast:
 ! no network 172.20.0.0/24
 no neighbor 169.254.16.17
 no neighbor 169.254.16.21
exit
no route-map NG-INET-IN
no route-map NG-INET-OUT
no ip prefix-list NG-SITE-OUT
no ip prefix-list NG-AWS-IN
end
write memory
END

attempt rm -f /etc/swanctl/conf.d/edge.swanctl.conf /etc/swanctl/conf.d/edge.secrets.conf
attempt rm -f /etc/strongswan.d/edge.strongswan.conf
# Unloads what no file has any more. A tunnel that is down already has nothing to end.
attempt swanctl --load-all
swanctl --terminate --ike ng-inet-t1 || true
swanctl --terminate --ike ng-inet-t2 || true

attempt rm -f /etc/sysctl.d/edge.sysctl.conf

attempt rm -f /etc/nftables.d/edge.mss.nft
if nft list table inet netgen_mss >/dev/null 2>&1; then
  attempt nft delete table inet netgen_mss
fi

attempt rm -f /etc/systemd/network/90-ng-inet-t1.netdev /etc/systemd/network/90-ng-inet-t1.network
if ip link show ng-inet-t1 >/dev/null 2>&1; then
  attempt ip link delete ng-inet-t1
fi

attempt rm -f /etc/systemd/network/90-ng-inet-t2.netdev /etc/systemd/network/90-ng-inet-t2.network
if ip link show ng-inet-t2 >/dev/null 2>&1; then
  attempt ip link delete ng-inet-t2
fi

exit $failed
