namespace Ichor.Config.Tests.Documents;

/// <summary>What a document about a link may not say; its text begins in line 3.</summary>
public class LinkDocumentErrorTests
{
    [Theory]
    [InlineData("", "config.yaml:1: name: is required")]
    [InlineData("name: 'eth 0'", "config.yaml:3: name: 'eth 0' is not a link name: 1 to 15 printable ASCII characters without blank, '/', ':' or '%'")]
    [InlineData("name: eth0\nmtu: 60", "config.yaml:4: mtu: '60' is not an MTU: 0 (leave alone), or an integer from 68 to 65536")]
    [InlineData("name: eth0\nmtu: \"1500\"", "config.yaml:4: mtu: \"1500\" is in quotes, which makes it a text: write the number without them")]
    [InlineData("name: eth0\naddress: [10.0.0.5/24]", "config.yaml:4: address: is not a known setting (did you mean 'addresses'?)")]
    [InlineData("name: eth0\naddresses: [10.0.0.5/24]", "config.yaml:4: addresses[0]: must be a mapping, not a single value")]
    [InlineData("name: eth0\naddresses: [{address: 10.0.0.5}]",
        "config.yaml:4: addresses[0].address: '10.0.0.5' is not ADDRESS/PREFIX such as 10.0.0.5/24 or 2001:db8::5/64 (it has no /PREFIX)")]
    [InlineData("name: eth0\naddresses: [{address: 0.0.0.0/24}]",
        "config.yaml:4: addresses[0].address: '0.0.0.0/24' is not ADDRESS/PREFIX such as 10.0.0.5/24 or 2001:db8::5/64 (it is the unspecified address, which "
        + "no host has)")]
    [InlineData("name: eth0\nroutes: [{metric: 5}]", "config.yaml:4: routes[0]: needs 'destination' or 'gateway'")]
    [InlineData("name: eth0\nroutes: [{destination: 0.0.0.0/0, gateway: 10.0.0.1}]",
        "config.yaml:4: routes[0].destination: '0.0.0.0/0' is not NETWORK/PREFIX such as 10.0.0.0/24 or 2001:db8::/64 (for a default route leave this key out "
        + "and give the gateway)")]
    [InlineData("name: eth0\nroutes: [{gateway: '::'}]",
        "config.yaml:4: routes[0].gateway: '::' is not an IP address such as 10.0.0.5 or 2001:db8::5 (it is the unspecified address, which no host has)")]
    [InlineData("name: eth0\nroutes: [{destination: 10.0.0.0/8, gateway: fe80::1, source: '2001:db8::1'}]",
        "config.yaml:4: routes[0].gateway: 'fe80::1' is not of the same family as the destination 10.0.0.0/8\n"
        + "config.yaml:4: routes[0].source: '2001:db8::1' is not of the same family as the destination 10.0.0.0/8")]
    [InlineData("name: eth0\nroutes: [{destination: 10.0.0.1/8, gateway: 10.0.0.1}]",
        "config.yaml:4: notice: routes[0].destination: '10.0.0.1/8' has bits beyond its prefix: read as 10.0.0.0/8")]
    [InlineData("name: eth0\nroutes: [{gateway: 10.0.0.1, table: mian}]",
        "config.yaml:4: routes[0].table: 'mian' is not main, local, default, or an integer from 1 to 4294967295")]
    [InlineData("name: eth0\nup: maybe\nmulticast: 7\nmtu: x",
        "config.yaml:4: up: 'maybe' is not true or false\n"
        + "config.yaml:5: multicast: '7' is not true or false\n"
        + "config.yaml:6: mtu: 'x' is not an MTU: 0 (leave alone), or an integer from 68 to 65536")]
    public void About_any_link(string yaml, string expected) => Assert.Equal(expected, DocumentExamples.Problems("LinkConfig", yaml));

    [Theory]
    [InlineData("DummyLinkConfig", "name: d\nhardwareAddr: 01:00:5e:00:00:01",
        "config.yaml:4: hardwareAddr: '01:00:5e:00:00:01' is not a hardware address: six pairs of hexadecimal digits separated by ':' (it is a group address: "
        + "the second digit of a link's own address is even)")]
    [InlineData("DummyLinkConfig", "name: d\nhardwareAddr: 00:00:00:00:00:00",
        "config.yaml:4: hardwareAddr: '00:00:00:00:00:00' is not a hardware address: six pairs of hexadecimal digits separated by ':' (no link has the address "
        + "zero)")]
    [InlineData("DummyLinkConfig", "name: d\nhardwareAddr: 2e:3c",
        "config.yaml:4: hardwareAddr: '2e:3c' is not a hardware address: six pairs of hexadecimal digits separated by ':'")]
    [InlineData("VLANConfig", "name: v", "config.yaml:1: vlanID: is required\nconfig.yaml:1: parent: is required")]
    [InlineData("VLANConfig", "name: v\nvlanID: 4095\nparent: eth0", "config.yaml:4: vlanID: '4095' is not a number from 1 to 4094")]
    [InlineData("VLANConfig", "name: v\nvlanId: 100\nparent: eth0\nvlanMode: 802.1Q",
        "config.yaml:1: vlanID: is required\n"
        + "config.yaml:4: vlanId: is not a known setting (did you mean 'vlanID'?)\n"
        + "config.yaml:6: vlanMode: '802.1Q' is not one of 802.1q, 802.1ad (did you mean '802.1q'?)")]
    [InlineData("BridgeConfig", "name: b\nstp: true\nvlan: {vlanFiltering: true}",
        "config.yaml:4: stp: must be a mapping, not a single value\n"
        + "config.yaml:5: vlan.vlanFiltering: is not a known setting (did you mean 'filtering'?)")]
    [InlineData("VRFConfig", "name: v", "config.yaml:1: table: is required")]
    [InlineData("VRFConfig", "name: v\ntable: 254",
        "config.yaml:4: table: '254' is not a table of one's own: an integer from 1 to 4294967295, but not 253 (default), 254 (main) or 255 (local)")]
    [InlineData("VRFConfig", "name: v\ntable: main",
        "config.yaml:4: table: 'main' is not a table of one's own: an integer from 1 to 4294967295, but not 253 (default), 254 (main) or 255 (local)")]
    [InlineData("VRFConfig", "name: v\ntable: 0",
        "config.yaml:4: table: '0' is not a table of one's own: an integer from 1 to 4294967295, but not 253 (default), 254 (main) or 255 (local)")]
    [InlineData("VethConfig", "name: v", "config.yaml:1: peer: is required")]
    [InlineData("VethConfig", "name: v\npeer: w", "config.yaml:4: peer: must be a mapping, not a single value")]
    [InlineData("VethConfig", "name: v\npeer: {name: v}", "config.yaml:4: peer.name: 'v' is the name of this end too: the two need different names")]
    [InlineData("VethConfig", "name: v\npeer: {name: a-name-of-16-byt}",
        "config.yaml:4: peer.name: 'a-name-of-16-byt' is not a link name: 1 to 15 printable ASCII characters without blank, '/', ':' or '%'")]
    [InlineData("VethConfig", "name: v\npeer: {name: 'a:b'}",
        "config.yaml:4: peer.name: 'a:b' is not a link name: 1 to 15 printable ASCII characters without blank, '/', ':' or '%'")]
    public void About_kinds(string kind, string yaml, string expected) => Assert.Equal(expected, DocumentExamples.Problems(kind, yaml));

    [Theory]
    [InlineData("", "config.yaml:1: bondMode: is required")]
    [InlineData("links: []\nbondMode: active-backup\nmiimon: 100", "config.yaml:4: links: needs at least one link")]
    [InlineData("links: [a]\nmode: active-backup", "config.yaml:1: bondMode: is required\nconfig.yaml:5: mode: is not a known setting")]
    [InlineData("links: [a]\nbondMode: active-backp\nmiimon: 100",
        "config.yaml:5: bondMode: 'active-backp' is not one of balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb (did you "
        + "mean 'active-backup'?)")]
    [InlineData("links: [a]\nbondMode: 802.3ad", "config.yaml:1: notice: miimon: not given, so 100 is used: otherwise nothing would watch the ports")]
    [InlineData("links: [a]\nbondMode: 802.3ad\nmiimon: 100\nupdelay: 150\npeerNotifDelay: 70",
        "config.yaml:7: updelay: '150' is not a multiple of miimon (100)\n"
        + "config.yaml:8: peerNotifDelay: '70' is not a multiple of miimon (100)")]
    [InlineData("links: [a]\nbondMode: active-backup\nmiimon: 100\nlacpRate: fast\nadActorSysPrio: 5\nadUserPortKey: 3\nadLACPActive: false\nadSelect: count",
        "config.yaml:7: lacpRate: has no effect in mode active-backup: remove it, or change the mode\n"
        + "config.yaml:8: adActorSysPrio: has no effect in mode active-backup: remove it, or change the mode\n"
        + "config.yaml:9: adUserPortKey: has no effect in mode active-backup: remove it, or change the mode\n"
        + "config.yaml:10: adLACPActive: has no effect in mode active-backup: remove it, or change the mode\n"
        + "config.yaml:11: notice: adSelect: has no effect in mode active-backup")]
    [InlineData("links: [a]\nbondMode: 802.3ad\narpInterval: 100\narpIpTargets: [10.0.0.1]\narpValidate: all",
        "config.yaml:6: arpInterval: has no effect in mode 802.3ad: remove it, or change the mode\n"
        + "config.yaml:7: arpIpTargets: has no effect in mode 802.3ad: remove it, or change the mode\n"
        + "config.yaml:8: arpValidate: has no effect in mode 802.3ad: remove it, or change the mode")]
    [InlineData("links: [a]\nbondMode: active-backup\nmiimon: 100\narpInterval: 100\narpIpTargets: [10.0.0.1]",
        "config.yaml:7: arpInterval: excludes 'miimon': the kernel watches ports in one way only")]
    [InlineData("links: [a]\nbondMode: active-backup\narpInterval: 100\narpIpTargets: [2001:db8::1]\nnsIp6Targets: [10.0.0.1]",
        "config.yaml:7: arpIpTargets: '2001:db8::1' is not at most 16 IPv4 addresses divided by commas\n"
        + "config.yaml:8: nsIp6Targets: '10.0.0.1' is not at most 16 IPv6 addresses divided by commas")]
    [InlineData("links: [a]\nbondMode: active-backup\nmiimon: 100\nprimary: b", "config.yaml:7: primary: b is not one of 'links'")]
    [InlineData("links: [a]\nbondMode: 802.3ad\nmiimon: 100\nprimary: a", "config.yaml:7: primary: has no effect in mode 802.3ad: remove it, or change the mode")]
    [InlineData("links: [a]\nbondMode: 802.3ad\nmiimon: 100\npacketsPerSlave: 5\ntlbLogicalLb: 0",
        "config.yaml:7: packetsPerSlave: has no effect in mode 802.3ad: remove it, or change the mode\n"
        + "config.yaml:8: tlbLogicalLb: has no effect in mode 802.3ad: remove it, or change the mode")]
    [InlineData("links: [a]\nbondMode: balance-rr\nmiimon: 0\npeerNotifDelay: 100", "config.yaml:7: peerNotifDelay: needs 'miimon'")]
    [InlineData("links: [a]\nbondMode: balance-rr\nmiimon: 100\nresendIgmp: 5\ntlbDynamicLb: 1",
        "config.yaml:7: resendIgmp: is not a known setting (did you mean 'resendIGMP'?)\n"
        + "config.yaml:8: tlbDynamicLb: is not a known setting")]
    public void About_bonds(string yaml, string expected) => Assert.Equal(expected, DocumentExamples.Problems("BondConfig", $"name: bond0\n{yaml}"));

    [Theory]
    [InlineData("listenPort: 51820", "config.yaml:1: privateKey: is required")]
    [InlineData("privateKey: \"\"",
        "config.yaml:4: privateKey: is required")]
    [InlineData("privateKey: AAAA",
        "config.yaml:4: privateKey: is not a WireGuard key: 32 bytes in base64 (44 characters) (it has 3 bytes; the value is a secret and is not repeated here)")]
    [InlineData("privateKey: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "config.yaml:4: privateKey: is 32 zero bytes, which is no key to the kernel")]
    [InlineData(Key + "listenPort: 65536", "config.yaml:5: listenPort: '65536' is not an integer from 0 to 65535")]
    [InlineData(Key + "peers: [{publicKey: ABCDEF..., endpoint: 209.202.254.14.8172}]",
        "config.yaml:5: peers[0].publicKey: 'ABCDEF...' is not a WireGuard key: 32 bytes in base64 (44 characters) (it is not base64)\n"
        + "config.yaml:5: peers[0].endpoint: '209.202.254.14.8172' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (it has no "
        + "port: after the address comes ':' and the port, as in 209.202.254.14:8172)")]
    [InlineData(Key + "peers: [{publicKey: '', presharedKey: ''}]",
        "config.yaml:5: peers[0].publicKey: is required")]
    [InlineData(Key + "peers: [{" + Peer + ", endpoint: 209.202.254.14}]",
        "config.yaml:5: peers[0].endpoint: '209.202.254.14' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (it has no "
        + ":PORT)")]
    [InlineData(Key + "peers: [{" + Peer + ", endpoint: 2001:db8::1:51820}]",
        "config.yaml:5: peers[0].endpoint: '2001:db8::1:51820' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (an IPv6 "
        + "address stands in brackets, as in [2001:db8::1]:51820)")]
    [InlineData(Key + "peers: [{" + Peer + ", endpoint: 'peer.example.org:0'}]",
        "config.yaml:5: peers[0].endpoint: 'peer.example.org:0' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (the port "
        + "is an integer from 1 to 65535)")]
    [InlineData(Key + "peers: [{" + Peer + ", persistentKeepaliveInterval: 25}]",
        "config.yaml:5: peers[0].persistentKeepaliveInterval: '25' is not a duration such as 1h30m, 5s or 100ms (it has no unit; did you mean '25s'?)")]
    [InlineData(Key + "peers: [{" + Peer + ", persistentKeepaliveInterval: 1500ms}]",
        "config.yaml:5: peers[0].persistentKeepaliveInterval: '1500ms' is not a number of whole seconds, at most 65535")]
    [InlineData(Key + "peers: [{" + Peer + ", persistentKeepaliveInterval: 20h}]",
        "config.yaml:5: peers[0].persistentKeepaliveInterval: '20h' is not a number of whole seconds, at most 65535")]
    [InlineData(Key + "peers: [{" + Peer + ", persistentKeepaliveInterval: -1s}]",
        "config.yaml:5: peers[0].persistentKeepaliveInterval: '-1s' is not a duration such as 1h30m, 5s or 100ms")]
    [InlineData(Key + "peers: [{" + Peer + "}, {" + Peer + "}]",
        "config.yaml:5: peers[1].publicKey: NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4= is a peer already (line 5)")]
    [InlineData(Key + "peers:\n- {" + Peer + ", allowedIPs: [10.0.0.0/8]}\n- {publicKey: 1EsxUygZo8/URWs18tqB5FW2cLVlaTA+lUisKIf8nh4=, allowedIPs: [10.0.0.0/8, 10.0.0.1]}",
        "config.yaml:7: peers[1].allowedIPs[1]: '10.0.0.1' is not NETWORK/PREFIX such as 10.0.0.0/24 or 2001:db8::/64 (it has no /PREFIX)")]
    [InlineData(Key + "peers:\n- {" + Peer + ", allowedIPs: [10.0.0.0/8]}\n- {publicKey: 1EsxUygZo8/URWs18tqB5FW2cLVlaTA+lUisKIf8nh4=, allowedIPs: [10.0.0.0/8]}",
        "config.yaml:7: peers[1].allowedIPs: 10.0.0.0/8 is behind the peer in line 6 already: the kernel gives it to one only")]
    public void About_tunnels(string yaml, string expected) => Assert.Equal(expected, DocumentExamples.Problems("WireguardConfig", $"name: wg0\n{yaml}"));

    [Theory]
    [InlineData("209.202.254.14:8172")]
    [InlineData("'[2001:db8::1]:51820'")]
    [InlineData("peer.example.org:51820")]
    public void A_peer_is_reached_by_address_or_by_name(string endpoint) =>
        Assert.Empty(DocumentExamples.Problems("WireguardConfig", $"name: wg0\n{Key}peers: [{{{Peer}, endpoint: {endpoint}}}]"));

    private const string Key = "privateKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=\n";

    private const string Peer = "publicKey: NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4=";
}
