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
router bgp 65002
 ! May have been there before, so it stays; where the check before the change found none, by hand in address-family ipv4 unicast:
 ! no network 192.168.64.0/18
 no neighbor 169.254.32.1
exit
no ip route 192.168.64.0/18 eth0 250
no route-map NG-DX-IN
no route-map NG-DX-OUT
no ip prefix-list NG-SITE-OUT
no ip prefix-list NG-AWS-IN
bfd
 no profile ng-dx
exit
end
write memory
END

attempt rm -f /etc/sysctl.d/gw.sysctl.conf

attempt rm -f /etc/systemd/network/90-ng-dx.netdev /etc/systemd/network/90-ng-dx.network
if ip link show ng-dx >/dev/null 2>&1; then
  attempt ip link delete ng-dx
fi

exit $failed
