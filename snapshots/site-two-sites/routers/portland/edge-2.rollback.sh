#!/bin/sh
# netgen: takes back what the files of router edge-2 add, by name.
# Run as root. What was there before is left alone, but net.ipv4.ip_forward is set back by hand.
set -eu

vtysh <<'END'
configure terminal
router bgp 65000
 address-family ipv4 unicast
  no aggregate-address 192.168.0.0/16 summary-only
  no network 192.168.1.0/24
 exit-address-family
 no neighbor 192.168.1.2
 no neighbor 169.254.16.1
 no neighbor 169.254.16.5
exit
no route-map NG-IBGP
no route-map NG-INET-IN
no route-map NG-INET-OUT
no ip prefix-list NG-SITE-OUT
no ip prefix-list NG-AWS-IN
end
write memory
END

rm -f /etc/swanctl/conf.d/edge-2.swanctl.conf /etc/swanctl/conf.d/edge-2.secrets.conf
rm -f /etc/strongswan.d/edge-2.strongswan.conf
swanctl --load-all
swanctl --terminate --ike ng-inet-t1 || true
swanctl --terminate --ike ng-inet-t2 || true

rm -f /etc/sysctl.d/edge-2.sysctl.conf

rm -f /etc/nftables.d/edge-2.mss.nft
nft delete table inet netgen_mss

rm -f /etc/systemd/network/90-ng-inet-t1.netdev /etc/systemd/network/90-ng-inet-t1.network
ip link delete ng-inet-t1

rm -f /etc/systemd/network/90-ng-inet-t2.netdev /etc/systemd/network/90-ng-inet-t2.network
ip link delete ng-inet-t2
