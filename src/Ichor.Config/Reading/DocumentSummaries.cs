namespace Ichor.Config;

/// <summary>What each kind of document is for, with an example: the beginning of its reference page.</summary>
internal static class DocumentSummaries
{
    private static readonly Dictionary<string, (string Description, string Example)> Known = new(StringComparer.Ordinal)
    {
        ["v1alpha1"] = ("The machine itself: its network, files, environment, clock and kernel parameters; and the cluster it belongs to.",
            """
            version: v1alpha1
            machine:
              type: worker
              network:
                hostname: node1.example.org
                interfaces:
                - interface: enp0s3
                  addresses: [10.0.0.5/24]
                  routes:
                  - gateway: 10.0.0.1
                nameservers: [10.0.0.53]
              time:
                servers: [time.example.org]
            """),
        ["BGPInstanceConfig"] = ("Speaks BGP with neighbours.",
            """
            apiVersion: v1alpha1
            kind: BGPInstanceConfig
            name: fabric
            localASN: 64512
            neighbors:
            - address: 10.0.0.1
              peerASN: 64513
            """),
        ["BlackholeRouteConfig"] = ("Drops what goes to a network; the name is the network.",
            """
            apiVersion: v1alpha1
            kind: BlackholeRouteConfig
            name: 10.9.0.0/16
            metric: 100
            """),
        ["BondConfig"] = ("Makes a bond of several links.",
            """
            apiVersion: v1alpha1
            kind: BondConfig
            name: bond0
            links: [enp1s0, enp2s0]
            bondMode: active-backup
            miimon: 100
            addresses:
            - address: 10.0.0.5/24
            """),
        ["BridgeConfig"] = ("Makes a bridge of several links.",
            """
            apiVersion: v1alpha1
            kind: BridgeConfig
            name: br0
            links: [enp1s0]
            stp:
              enabled: true
            """),
        ["DHCPv4Config"] = ("Runs DHCPv4 on a link.",
            """
            apiVersion: v1alpha1
            kind: DHCPv4Config
            name: enp0s3
            routeMetric: 512
            """),
        ["DHCPv6Config"] = ("Runs DHCPv6 on a link.",
            """
            apiVersion: v1alpha1
            kind: DHCPv6Config
            name: enp0s3
            """),
        ["DiscoveryIdentityConfig"] = ("Who the cluster is to its discovery services.",
            """
            apiVersion: v1alpha1
            kind: DiscoveryIdentityConfig
            clusterID: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            clusterSecret: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            """),
        ["DiscoveryServiceConfig"] = ("A service by which machines of a cluster find each other.",
            """
            apiVersion: v1alpha1
            kind: DiscoveryServiceConfig
            name: default
            endpoint: https://discovery.example.org/
            ---
            apiVersion: v1alpha1
            kind: DiscoveryIdentityConfig
            clusterID: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            clusterSecret: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            """),
        ["DummyLinkConfig"] = ("Makes a dummy link.",
            """
            apiVersion: v1alpha1
            kind: DummyLinkConfig
            name: dummy0
            addresses:
            - address: 192.0.2.1/32
            """),
        ["EnvironmentConfig"] = ("Environment of the services; comes after machine.env.",
            """
            apiVersion: v1alpha1
            kind: EnvironmentConfig
            variables:
              http_proxy: http://192.0.2.1:3128
            """),
        ["EtcFileConfig"] = ("A file below /etc; the name is its path there.",
            """
            apiVersion: v1alpha1
            kind: EtcFileConfig
            name: nfsmount.conf
            mode: 0o644
            contents: |
              [ NFSMount_Global_Options ]
              nfsvers=4.2
            """),
        ["EthernetConfig"] = ("Settings of an Ethernet device, as ethtool has them.",
            """
            apiVersion: v1alpha1
            kind: EthernetConfig
            name: enp0s3
            rings:
              rx: 1024
            wakeOnLan: [magic]
            """),
        ["HCloudVIPConfig"] = ("An address shared by the control plane machines, moved by the API of Hetzner Cloud; the name is the address.",
            """
            apiVersion: v1alpha1
            kind: HCloudVIPConfig
            name: 192.0.2.10
            link: enp0s3
            apiToken: example
            """),
        ["HTTPProbeConfig"] = ("Asks a web server again and again, and says whether it answers.",
            """
            apiVersion: v1alpha1
            kind: HTTPProbeConfig
            name: proxy
            url: https://www.example.org/
            interval: 10s
            """),
        ["HostnameConfig"] = ("Name of the machine.",
            """
            apiVersion: v1alpha1
            kind: HostnameConfig
            hostname: node1.example.org
            """),
        ["KernelModuleConfig"] = ("Loads a kernel module; comes after machine.kernel.modules.",
            """
            apiVersion: v1alpha1
            kind: KernelModuleConfig
            name: br_netfilter
            """),
        ["KubeSpanConfig"] = ("The WireGuard mesh between the machines of a cluster.",
            """
            apiVersion: v1alpha1
            kind: KubeSpanConfig
            advertiseKubernetesNetworks: false
            mtu: 1380
            """),
        ["KubeSpanEndpointsConfig"] = ("Further addresses at which this machine is reached by the mesh.",
            """
            apiVersion: v1alpha1
            kind: KubeSpanEndpointsConfig
            extraAnnouncedEndpoints: ["192.0.2.10:51820"]
            """),
        ["Layer2VIPConfig"] = ("An address shared by the control plane machines; the name is the address.",
            """
            apiVersion: v1alpha1
            kind: Layer2VIPConfig
            name: 192.0.2.10
            link: enp0s3
            """),
        ["LinkAliasConfig"] = ("Gives links that an expression picks a further name.",
            """
            apiVersion: v1alpha1
            kind: LinkAliasConfig
            name: uplink
            selector:
              match: link.driver == "virtio_net"
            """),
        ["LinkConfig"] = ("Configures a link that is there.",
            """
            apiVersion: v1alpha1
            kind: LinkConfig
            name: enp0s3
            mtu: 9000
            addresses:
            - address: 10.0.0.5/24
            routes:
            - gateway: 10.0.0.1
            """),
        ["NetworkDefaultActionConfig"] = ("What happens to packets that no rule is about.",
            """
            apiVersion: v1alpha1
            kind: NetworkDefaultActionConfig
            ingress: block
            """),
        ["NetworkRuleConfig"] = ("Lets packets to some ports in, from some networks.",
            """
            apiVersion: v1alpha1
            kind: NetworkRuleConfig
            name: web
            portSelector:
              ports: [80, 443]
              protocol: tcp
            ingress:
            - subnet: 10.0.0.0/8
            """),
        ["ResolverConfig"] = ("DNS servers and search domains.",
            """
            apiVersion: v1alpha1
            kind: ResolverConfig
            nameservers:
            - address: 192.0.2.53
            searchDomains:
              domains: [example.org]
            """),
        ["RoutingRuleConfig"] = ("A rule that chooses a routing table; the name is its priority.",
            """
            apiVersion: v1alpha1
            kind: RoutingRuleConfig
            name: "1000"
            src: 10.0.0.0/24
            table: "100"
            """),
        ["StaticHostConfig"] = ("A line of /etc/hosts; the name is the address.",
            """
            apiVersion: v1alpha1
            kind: StaticHostConfig
            name: 10.0.0.9
            hostnames: [registry.example.org]
            """),
        ["SysctlConfig"] = ("Kernel parameters; comes after machine.sysctls.",
            """
            apiVersion: v1alpha1
            kind: SysctlConfig
            params:
              net.ipv4.ip_forward: "1"
            """),
        ["TCPProbeConfig"] = ("Opens a TCP connection again and again, and says whether it can be.",
            """
            apiVersion: v1alpha1
            kind: TCPProbeConfig
            name: database
            endpoint: 192.0.2.20:5432
            interval: 10s
            """),
        ["TimeSyncConfig"] = ("Where the time comes from.",
            """
            apiVersion: v1alpha1
            kind: TimeSyncConfig
            ntp:
              servers: [time.example.org]
            """),
        ["TrustedRootsConfig"] = ("Certificates of authorities that programs trust.",
            """
            apiVersion: v1alpha1
            kind: TrustedRootsConfig
            name: example
            certificates: |
              -----BEGIN CERTIFICATE-----
              MIIBOjCB7aADAgECAhQTzimt9ziaxaLhFJjZjYiM2yeO8zAFBgMrZXAwEjEQMA4G
              A1UEAwwHZXhhbXBsZTAgFw0yNjExMjQwNDAxMjhaGA8yMTI2MTAzMTA0MDEyOFow
              EjEQMA4GA1UEAwwHZXhhbXBsZTAqMAUGAytlcAMhAMQnaDOJEe4ZEIMv5L72BqXf
              l89NbDGzhtMCnZe1LeXUo1MwUTAdBgNVHQ4EFgQU0ReYOgOiSO+NAKOgq7lskdQD
              FvcwHwYDVR0jBBgwFoAU0ReYOgOiSO+NAKOgq7lskdQDFvcwDwYDVR0TAQH/BAUw
              AwEB/zAFBgMrZXADQQAj99glFrB+BmHzGxPhdALIeNPqIA6XwaOPJCr+Yc5v6Gpg
              0VdmksKM40VeStm/UhIMunPfdD8gJth5uJow6SgE
              -----END CERTIFICATE-----
            """),
        ["VLANConfig"] = ("Makes a VLAN on a link.",
            """
            apiVersion: v1alpha1
            kind: VLANConfig
            name: enp0s3.100
            vlanID: 100
            parent: enp0s3
            addresses:
            - address: 10.1.0.5/24
            """),
        ["VRFConfig"] = ("Makes a VRF: a routing table of its own for some links.",
            """
            apiVersion: v1alpha1
            kind: VRFConfig
            name: vrf-blue
            links: [enp1s0]
            table: 100
            """),
        ["VethConfig"] = ("Makes a pair of links: what goes into one comes out of the other.",
            """
            apiVersion: v1alpha1
            kind: VethConfig
            name: veth0
            peer:
              name: veth1
            """),
        ["WireguardConfig"] = ("Makes a WireGuard tunnel.",
            """
            apiVersion: v1alpha1
            kind: WireguardConfig
            name: wg0
            privateKey: gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=
            listenPort: 51820
            peers:
            - publicKey: NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4=
              endpoint: 192.0.2.1:51820
              allowedIPs: [192.168.88.0/24]
            """),
    };

    public static ConfigSchema Describe(string kind, ConfigSchema schema) =>
        Known.TryGetValue(kind, out var known) ? schema with { Description = known.Description, Example = known.Example + "\n" } : schema;
}
