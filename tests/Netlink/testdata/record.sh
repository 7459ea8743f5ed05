#!/bin/sh
# Writes iproute2.txt: the last request that iproute2 sends for each command below, in hex. It does not matter whether the
# kernel obeys. Needs root (a network namespace of its own), iproute2 and strace.
#   unshare -n sh record.sh > iproute2.txt
ip link set lo up
ip link add br9 type bridge && ip link set br9 up && ip addr add 192.0.2.1/24 dev br9 && ip addr add 2001:db8::1/64 dev br9 nodad
ip link add link lo name p0 type veth peer name p1 2>/dev/null || ip link add p0 type veth peer name p1

record() {
    trace=$(mktemp)
    strace -qq -e trace=sendmsg,sendto -e write=3,4 -o "$trace" "$@" 2>/dev/null >/dev/null
    printf '%s\n' "$*"
    awk '/^sendmsg|^sendto/ { hex = "" } /^ \| / { for (i = 3; i < 3 + 16 && $i ~ /^[0-9a-f][0-9a-f]$/; i++) hex = hex $i }
         END { print hex }' "$trace"
    rm "$trace"
}

record ip link add bond0 type bond mode 802.3ad xmit_hash_policy layer3+4 lacp_rate fast ad_select bandwidth miimon 100 updelay 200 downdelay 300 min_links 2 ad_actor_sys_prio 100 ad_user_port_key 5 lacp_active off peer_notify_delay 400
record ip link add bond0 type bond mode active-backup arp_validate filter_backup arp_all_targets all primary p0 primary_reselect better fail_over_mac follow arp_interval 50 arp_ip_target 10.0.0.1,10.0.0.2 ns_ip6_target 2001:db8::1,2001:db8::2 resend_igmp 3 lp_interval 4 num_grat_arp 5 all_slaves_active 1 use_carrier 0 arp_missed_max 6
record ip link add bond0 type bond mode balance-rr packets_per_slave 7
record ip link add bond0 type bond mode balance-tlb tlb_dynamic_lb 0
record ip link add link p0 name v100 type vlan protocol 802.1ad id 100
record ip link add name d0 address 02:00:00:00:00:01 mtu 1400 up type dummy
record ip link add b0 type bridge stp_state 1 vlan_filtering 1
record ip link add r0 type vrf table 100
record ip link add x0 type veth peer name x1
record ip link set dev p0 up
record ip link set dev p0 down
record ip link set dev p0 mtu 1300
record ip link set dev p0 address 02:00:00:00:00:02
record ip link set dev p0 master br9
record ip link set dev p0 nomaster
record ip link set dev br9 type bridge stp_state 1
record ip link set dev p0 name q0
record ip link set dev q0 alias uplink
record ip link property add dev q0 altname uplink-one-of-a-long-name altname two
record ip link property del dev q0 altname two
record ip link add bond0 type bond mode 802.3ad ad_actor_system 00:00:5e:00:53:01
record ip link add link q0 name v101 type vlan id 101 gvrp on mvrp on loose_binding on reorder_hdr off bridge_binding on
record ip link add b0 type bridge forward_delay 400 hello_time 150 max_age 1500 ageing_time 2000 stp_state 1 priority 4096 vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 7 group_fwd_mask 8 mcast_snooping 0 mcast_querier 1
record ip link set dev q0 type bridge_slave priority 8 cost 5 hairpin on guard on root_block on fastleave on learning off flood off mcast_flood off bcast_flood off mcast_to_unicast on proxy_arp on group_fwd_mask 8 neigh_suppress on isolated on locked on
record ip link set dev q0 type bond_slave queue_id 3 prio 9
record ip link set dev q0 multicast off
record ip link set dev q0 group 9
record bridge vlan add dev q0 vid 30 pvid untagged
record bridge vlan add dev q0 vid 10-20 untagged
record bridge vlan add dev br9 vid 5 self
record bridge vlan del dev q0 vid 10-20
record ip link del dev p1
record ip addr add 10.0.0.5/24 broadcast 10.0.0.255 dev br9 metric 7 noprefixroute
record ip addr add 10.0.1.5/31 dev br9
record ip addr add 10.0.2.5 peer 10.0.2.6/32 dev br9 scope link
record ip addr replace 2001:db8::5/64 dev br9 nodad
record ip addr del 10.0.0.5/24 dev br9
record ip route add default via 192.0.2.254 dev br9 metric 1024 proto boot
record ip route replace 198.51.100.0/24 via 192.0.2.254 dev br9 table 1000 mtu 1280 src 192.0.2.1 proto static
record ip route add 203.0.113.7/32 dev br9 scope link proto 16
record ip route add default via 203.0.113.1 dev br9 onlink proto static table 7
record ip route add 203.0.113.0/24 via inet6 fe80::1 dev br9 proto static
record ip route add blackhole 10.9.0.0/16 proto static
record ip -6 route add 2001:db8:1::/48 via 2001:db8::ffff dev br9 metric 20 proto static
record ip route add 10.8.0.0/16 proto static nexthop via 192.0.2.2 dev br9 weight 2 nexthop via 192.0.2.3 dev br9
record ip route del 10.9.0.0/16
record ip rule add from 10.0.0.0/8 table 100 priority 500 iif br9 fwmark 0x10/0xff
record ip -6 rule add not from 2001:db8::/32 lookup 1000 suppress_prefixlength 0 pref 501 oif br9
record ip rule add l3mdev pref 1000
record ip rule add prohibit to 10.9.0.0/16 pref 502
record ip route add unreachable 10.10.0.0/16 metric 5 proto static
record ip -6 route add prohibit 2001:db8:9::/48 proto static
record ip route add throw 10.11.0.0/16 table 1000 proto static
