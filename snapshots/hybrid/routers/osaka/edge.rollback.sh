#!/bin/sh
# netgen: takes back what the files of router edge add, by name.
# Run as root. What was there before is left alone, but net.ipv4.ip_forward is set back by hand.
set -eu

vtysh <<'END'
configure terminal
router bgp 4200000001
 address-family ipv4 unicast
  no aggregate-address 172.16.0.0/16 summary-only
  no network 172.16.1.0/24
 exit-address-family
 no neighbor 172.16.1.2
 no neighbor 169.254.16.9
 no neighbor 169.254.16.13
exit
no route-map NG-IBGP
no route-map NG-FIRST-IN
no route-map NG-FIRST-OUT
no ip prefix-list NG-SITE-OUT
no ip prefix-list NG-AWS-IN
end
write memory
END

rm -f /etc/swanctl/conf.d/edge.swanctl.conf /etc/swanctl/conf.d/edge.secrets.conf
rm -f /etc/strongswan.d/edge.strongswan.conf
swanctl --load-all
swanctl --terminate --ike ng-first-t1 || true
swanctl --terminate --ike ng-first-t2 || true

rm -f /etc/sysctl.d/edge.sysctl.conf

rm -f /etc/nftables.d/edge.mss.nft
nft delete table inet netgen_mss

rm -f /etc/systemd/network/90-ng-first-t1.netdev /etc/systemd/network/90-ng-first-t1.network
ip link delete ng-first-t1

rm -f /etc/systemd/network/90-ng-first-t2.netdev /etc/systemd/network/90-ng-first-t2.network
ip link delete ng-first-t2
