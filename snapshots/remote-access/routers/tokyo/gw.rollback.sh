#!/bin/sh
# netgen: takes back what the files of router gw add, by name.
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
 no neighbor 169.254.16.1
 no neighbor 169.254.16.5
exit
no ip route 192.168.0.0/18 eth0 250
no route-map NG-INET-IN
no route-map NG-INET-OUT
no ip prefix-list NG-SITE-OUT
no ip prefix-list NG-AWS-IN
end
write memory
END

attempt rm -f /etc/swanctl/conf.d/gw.swanctl.conf /etc/swanctl/conf.d/gw.secrets.conf
attempt rm -f /etc/strongswan.d/gw.strongswan.conf
# Unloads what no file has any more. A tunnel that is down already has nothing to end.
attempt swanctl --load-all
swanctl --terminate --ike ng-inet-t1 || true
swanctl --terminate --ike ng-inet-t2 || true

attempt rm -f /etc/sysctl.d/gw.sysctl.conf

attempt rm -f /etc/nftables.d/gw.mss.nft
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
