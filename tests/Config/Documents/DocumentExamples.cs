namespace Ichor.Config.Tests.Documents;

/// <summary>Documents that together give every key of every kind.</summary>
internal static class DocumentExamples
{
    /// <summary>A certificate that signs itself, made by <c>openssl req -x509 -newkey ed25519</c>.</summary>
    public const string Certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBQDCB86ADAgECAhQK7GmuQCoO6+zpHAomrSUcOk8F1TAFBgMrZXAwFTETMBEG
        A1UEAwwKRXhhbXBsZSBDQTAgFw0yNjExMjQwMzUzMzJaGA8yMTI2MTAzMTAzNTMz
        MlowFTETMBEGA1UEAwwKRXhhbXBsZSBDQTAqMAUGAytlcAMhAIGR0kFhjYKmakOJ
        l6Ewg+aaDl80VRd2vRSp2OtIF3I1o1MwUTAdBgNVHQ4EFgQU4d+rS+QDvjvKPy7E
        0ckYjICTViMwHwYDVR0jBBgwFoAU4d+rS+QDvjvKPy7E0ckYjICTViMwDwYDVR0T
        AQH/BAUwAwEB/zAFBgMrZXADQQCxZKZrD/YaiMJ4nfq8RE6VfnzDQrGDJ4m2GzQk
        z8Qmg5DtCyHgNi/bS7GGQyPqqGB46RDH7mJJLpcPY46vub0A
        -----END CERTIFICATE-----
        """;

    public const string Link = """
        name: enp0s3
        up: true
        mtu: 9000
        multicast: false
        addresses:
        - address: 10.0.0.5/24
          routePriority: 512
        - address: 2001:db8::5/64
        routes:
        - gateway: 10.0.0.1
        - destination: 10.2.0.0/16
          gateway: 10.0.0.2
          source: 10.0.0.5
          metric: 300
          mtu: 1400
          table: 100
        - destination: 10.3.0.0/16
          table: main
        """;

    public const string Bond = """
        name: bond0
        hardwareAddr: 2e:3c:4d:5e:6f:70
        links: [enp1s0, enp2s0]
        bondMode: 802.3ad
        miimon: 100
        updelay: 200
        downdelay: 300
        useCarrier: true
        xmitHashPolicy: layer3+4
        arpAllTargets: any
        lacpRate: fast
        failOverMac: none
        adSelect: count
        adActorSysPrio: 100
        adUserPortKey: 5
        adLACPActive: on
        primaryReselect: better
        resendIGMP: 2
        minLinks: 1
        lpInterval: 3
        numPeerNotif: 4
        allSlavesActive: 0
        peerNotifDelay: 200
        up: true
        mtu: 9000
        multicast: true
        addresses: [ { address: 10.0.0.5/24, routePriority: 7 } ]
        routes: [ { destination: 10.2.0.0/16, gateway: 10.0.0.1, source: 10.0.0.5, metric: 5, mtu: 1400, table: main } ]
        """;

    public const string ArpBond = """
        name: bond1
        links: [enp3s0, enp4s0]
        bondMode: active-backup
        arpInterval: 500
        arpIpTargets: [10.0.0.1, 10.0.0.2]
        nsIp6Targets: [2001:db8::1]
        arpValidate: all
        missedMax: 3
        primary: enp4s0
        """;

    public const string Wireguard = """
        name: wg0
        privateKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=
        listenPort: 51820
        firewallMark: 0x20
        peers:
        - publicKey: NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4=
          presharedKey: FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=
          endpoint: 209.202.254.14:8172
          persistentKeepaliveInterval: 25s
          allowedIPs: [192.168.88.0/24, 2001:db8::/64]
        up: true
        mtu: 1420
        multicast: false
        addresses: [ { address: 192.168.2.1/24, routePriority: 7 } ]
        routes: [ { destination: 10.2.0.0/16, gateway: 192.168.2.2, source: 192.168.2.1, metric: 5, mtu: 1400, table: main } ]
        """;

    private const string Common = """
        up: true
        mtu: 1500
        multicast: true
        addresses: [ { address: 10.0.0.5/24, routePriority: 7 } ]
        routes: [ { destination: 10.2.0.0/16, gateway: 10.0.0.1, source: 10.0.0.5, metric: 5, mtu: 1400, table: main } ]
        """;

    public const string Dummy = "name: dummy0\nhardwareAddr: 2e:3c:4d:5e:6f:70\n" + Common;

    public const string Vlan = "name: storage\nvlanID: 100\nvlanMode: 802.1ad\nparent: bond0\n" + Common;

    public const string Bridge = """
        name: br0
        hardwareAddr: 2e:3c:4d:5e:6f:70
        links: [enp1s0, enp2s0]
        stp: { enabled: true }
        vlan: { filtering: true }

        """ + Common;

    public const string Vrf = "name: vrf-blue\nhardwareAddr: 2e:3c:4d:5e:6f:70\nlinks: [enp1s0]\ntable: 100\n" + Common;

    public const string Veth = "name: veth0\n" + Common + """

        peer:
          name: veth1
          up: false
          mtu: 1400
          multicast: false
          addresses: [ { address: 10.0.0.6/24, routePriority: 8 } ]
          routes: [ { destination: 10.3.0.0/16, gateway: 10.0.0.5, source: 10.0.0.6, metric: 6, mtu: 1300, table: local } ]
        """;

    public const string Ethernet = """
        name: enp0s3
        features: { tx-tcp-segmentation: false, rx-gro: true }
        rings:
          { rx: 256, tx: 512, rx-mini: 1, rx-jumbo: 2, rx-buf-len: 2048, cqe-size: 64, tx-push: true, rx-push: false, tx-push-buf-len: 96, tcp-data-split: true }
        channels: { rx: 0, tx: 0, other: 1, combined: 4 }
        wakeOnLan: [phy, unicast, multicast, broadcast, magic, magicsecure, filter]
        """;

    public const string RoutingRule = """
        name: "1000"
        src: 10.0.0.0/8
        dst: 192.168.0.0/16
        table: 100
        action: unicast
        iifName: enp0s3
        oifName: vrf-blue
        fwMark: 0x100
        fwMask: 0xff00
        """;

    public const string Bgp = """
        name: fabric
        vrf: vrf-blue
        localASN: 4200000001
        routerID: 10.0.0.1
        routeSource: 10.0.0.2
        advertise: [dummy0]
        multipath: true
        maxPaths: 4
        installRoutes: false
        importRoutes:
        - bgpInstance: workload
          prefixes: [198.51.100.0/24, 203.0.113.0/24]
        neighbors:
        - link: enp1s0
          peerASN: 65000
          localASN: 65002
          passive: true
          holdTime: 9s
        - address: 10.0.0.9
        """;

    public const string BgpBfd = """
        name: plain
        localASN: 65001
        neighbors:
        - address: 10.0.0.9
          bfd: { transmitInterval: 300ms, receiveInterval: 400ms, detectMultiplier: 3 }
        """;

    public const string NetworkRule = """
        name: ingress-apid
        portSelector:
          ports: [50000, 50001-50003]
          protocol: tcp
        ingress:
        - subnet: 192.168.0.0/16
          except: 192.168.66.0/24
        - subnet: 2001:db8::/32
        """;

    public const string KubeSpan = """
        enabled: true
        advertiseKubernetesNetworks: true
        allowDownPeerBypass: true
        harvestExtraEndpoints: true
        mtu: 1280
        filters:
          endpoints: [0.0.0.0/0, "::/0", "!192.168.0.0/16"]
          excludeAdvertisedNetworks: [10.5.0.0/16]
        """;

    public const string DiscoveryIdentity = """
        clusterID: hLgnQB0Z2yPDNUxFMmZlaXsVbnAXFc8LPnkmN4XtHnM=
        clusterSecret: 1dZfFwMrYj0YAUWbZrJxZgKZ8kvYQ7ZJ9nZqUQ1aV3c=
        """;

    private const string Probe = "name: proxy\ntimeout: 5s\ninterval: 10s\nfailureThreshold: 3\n";

    /// <summary>Every example as kind and text without the header.</summary>
    public static IReadOnlyList<(string Kind, string Yaml)> All { get; } =
    [
        ("BGPInstanceConfig", Bgp),
        ("BGPInstanceConfig", BgpBfd),
        ("BlackholeRouteConfig", "name: 10.0.0.0/12\nmetric: 100"),
        ("BondConfig", Bond),
        ("BondConfig", ArpBond),
        ("BondConfig", "name: bond2\nlinks: [enp5s0]\nbondMode: balance-tlb\ntlbLogicalLb: 0\nmiimon: 100"),
        ("BondConfig", "name: bond3\nlinks: [enp6s0]\nbondMode: balance-rr\npacketsPerSlave: 8\nmiimon: 100"),
        ("BridgeConfig", Bridge),
        ("DHCPv4Config", "name: enp0s3\nrouteMetric: 512\nignoreHostname: true\nignoreRoutes: true\nclientIdentifier: duid\nduidRaw: 0001ff"),
        ("DHCPv6Config", "name: enp0s3\nrouteMetric: 512\nignoreHostname: true\nclientIdentifier: duid\nduidRaw: 0001ff"),
        ("DiscoveryIdentityConfig", DiscoveryIdentity),
        ("DiscoveryServiceConfig", "name: own\nendpoint: https://discovery.example.org/"),
        ("DummyLinkConfig", Dummy),
        ("EnvironmentConfig", "variables: { A: b }"),
        ("EtcFileConfig", "name: nfsmount.conf\nmode: 0o600\ncontents: text"),
        ("EthernetConfig", Ethernet),
        ("HCloudVIPConfig", "name: 192.0.2.15\nlink: enp0s3\napiToken: very-secret"),
        ("HostnameConfig", "hostname: node1.example.org"),
        ("HostnameConfig", "auto: stable"),
        ("HTTPProbeConfig", Probe + "url: https://portal.example.org/alive"),
        ("KubeSpanConfig", KubeSpan),
        ("KubeSpanEndpointsConfig", "extraAnnouncedEndpoints: [192.0.2.46:51820, '[2001:db8::1]:51821']"),
        ("KernelModuleConfig", "name: br_netfilter\nparameters: [a=1]"),
        ("Layer2VIPConfig", "name: 192.168.0.15\nlink: enp0s3"),
        ("LinkAliasConfig", "name: net%d\nselector: { match: 'link.driver == \"virtio_net\"' }"),
        ("LinkConfig", Link),
        ("NetworkDefaultActionConfig", "ingress: block"),
        ("NetworkRuleConfig", NetworkRule),
        ("ResolverConfig", "nameservers: [ { address: 192.0.2.53, protocol: Do53, tlsServerName: dns.example.org } ]\nsearchDomains: { domains: [a.b], disableDefault: true }\n"
            + "hostDNS: { enabled: true, forwardKubeDNSToHost: true, resolveMemberNames: true }"),
        ("RoutingRuleConfig", RoutingRule),
        ("StaticHostConfig", "name: 10.0.0.9\nhostnames: [registry]"),
        ("SysctlConfig", "params: { net.ipv4.ip_forward: 1 }"),
        ("TCPProbeConfig", Probe + "endpoint: proxy.example.org:3128"),
        ("TimeSyncConfig", "enabled: true\nbootTimeout: 1m\nntp: { servers: [time.example.org], useNTS: false }"),
        ("TimeSyncConfig", "ptp: { devices: [/dev/ptp0] }"),
        ("TrustedRootsConfig", $"name: company\ncertificates: |\n  {Certificate.ReplaceLineEndings("\n  ")}"),
        ("VethConfig", Veth),
        ("VLANConfig", Vlan),
        ("VRFConfig", Vrf),
        ("WireguardConfig", Wireguard),
    ];

    /// <summary>A document with its header; the text begins in line 3.</summary>
    public static string Document(string kind, string yaml) => $"apiVersion: v1alpha1\nkind: {kind}\n{yaml}\n";

    public static NetworkDocuments Read(string kind, string yaml) => Loading.Config(Document(kind, yaml)).Documents;

    public static string Problems(string kind, string yaml) => Loading.Problems(Document(kind, yaml));
}
