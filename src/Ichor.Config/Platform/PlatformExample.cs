namespace Ichor.Config;

/// <summary>A document of the platform as it may be written; a test reads it.</summary>
internal static class PlatformExample
{
    public const string Text = """
        links:
          - { name: enp0s3, up: true, masterName: bond0, slaveIndex: 0 }
          - { name: enp0s4, up: true, masterName: bond0, slaveIndex: 1 }
          - name: bond0
            logical: true
            kind: bond
            type: ether
            up: true
            bondMaster: { mode: 802.3ad, xmitHashPolicy: layer3+4, miimon: 100, updelay: 200, downdelay: 200 }
        addresses:
          - { address: 10.0.0.5/24, linkName: bond0, family: inet4, scope: global, flags: permanent, layer: platform }
        routes:
          - { family: inet4, gateway: 10.0.0.1, outLinkName: bond0, table: main, priority: 1024, scope: global, type: unicast, protocol: static, layer: platform }
        hostnames:
          - { hostname: node1, domainname: example.org, layer: platform }
        resolvers:
          - { dnsServers: [192.0.2.53], layer: platform }
        timeServers:
          - { timeServers: [time.example.org], layer: platform }

        """;
}
