#!/bin/sh
# netgen: takes back what the files of router edge-2 add, by name.
# Run as root. What was there before is left alone, but net.ipv4.ip_forward is set back by hand.
# bgp router-id and bgp log-neighbor-changes were set since nothing else ran here. They stay.
set -u

# What fails says so, and the rest is taken back all the same.
failed=0
attempt() {
  "$@" || { echo "failed: $*" >&2; failed=1; }
}

attempt vtysh <<'END'
configure terminal
router bgp 65001
 address-family ipv4 unicast
  no network 192.168.0.0/18
 exit-address-family
 no neighbor 192.168.1.2
 no neighbor 169.254.32.5
exit
no ip route 192.168.0.0/18 eth0 250
no route-map NG-IBGP
no route-map NG-DX-2-IN
no route-map NG-DX-2-OUT
no ip prefix-list NG-SITE-OUT
no ip prefix-list NG-AWS-IN
bfd
 no profile ng-dx
exit
end
write memory
END

attempt rm -f /etc/sysctl.d/edge-2.sysctl.conf

attempt rm -f /etc/systemd/network/90-eth1.network

attempt rm -f /etc/systemd/network/90-eth2.network

attempt rm -f /etc/systemd/network/90-eth3.network

attempt rm -f /etc/systemd/network/90-ng-dx-2.netdev /etc/systemd/network/90-ng-dx-2.network
if ip link show ng-dx-2 >/dev/null 2>&1; then
  attempt ip link delete ng-dx-2
fi

attempt rm -f /etc/systemd/network/90-bond0.netdev /etc/systemd/network/90-bond0.network
if ip link show bond0 >/dev/null 2>&1; then
  attempt ip link delete bond0
fi

exit $failed
