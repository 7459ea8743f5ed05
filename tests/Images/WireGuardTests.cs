namespace Ichor.Images.Tests;

/// <summary>Tunnels between nodes, and with a peer that <c>wg</c> has set up.</summary>
[Trait("Category", "Qemu")]
public class WireGuardTests : LaboratoryTest
{
    const string KeyA = "sBDv7ob4fMme/lxTyakhUncC+T+tGnS1BSi8O5p5BFg=", PublicA = "oRaT4FCJSQVDYXPTvMLevfhXF1XXrlK2dnyrI39Bej0=";
    const string KeyB = "oFXhtbmnML5Hj9sOTZXF3EeMZv8gdAqUCumUsnGSb3Y=", PublicB = "K0hWzib2qal3wOOHoYuRcvw3UXGW2+VAzDL1qY3F9xU=";
    const string KeyC = "6C+zIXjE9WjkIwPacbn7ZYErLKCwODKBkXPv430FPno=", PublicC = "W4f3px3coq1XbELYVNzuDMKPy/8HlAKd9ncwNQ0X92M=";

    [Fact]
    public async Task The_manuals_example_speaks_to_a_peer_of_wg_and_to_another_node()
    {
        Needs.Program("wg");
        var lan = Lab.Network("lan");
        // The example of the manual with its endpoint as it was meant: 209.202.254.14:8172.
        var node = Lab.Machine("node").Nic(lan).WithShell().Config($$"""
            machine:
              network:
                interfaces:
                  - { interface: ens3, addresses: [209.202.254.1/24] }
                  - interface: wg0
                    mtu: 1420
                    addresses: [192.168.2.1/24]
                    routes: [ { network: 192.168.88.0/24 }, { network: 192.168.99.0/24 } ]
                    wireguard:
                      privateKey: {{KeyA}}
                      listenPort: 51820
                      peers:
                        - { publicKey: {{PublicC}}, endpoint: "209.202.254.14:8172", allowedIPs: [192.168.88.0/24] }
                        - { publicKey: {{PublicB}}, allowedIPs: [192.168.99.0/24] }
            """);
        var other = Lab.Machine("other").Nic(lan).WithShell().Config($$"""
            machine:
              network:
                interfaces:
                  - { interface: ens3, addresses: [209.202.254.2/24] }
                  - interface: wg0
                    addresses: [192.168.99.1/24]
                    routes: [ { network: 192.168.2.0/24 } ]
                    wireguard:
                      privateKey: {{KeyB}}
                      peers: [ { publicKey: {{PublicA}}, endpoint: "209.202.254.1:51820", persistentKeepaliveInterval: 5s, allowedIPs: [192.168.2.0/24] } ]
            """);
        var peer = Lab.Machine("peer").Nic(lan).WithShell().WithProgram("ip").WithProgram("wg")
            .Config("machine: { network: { interfaces: [ { interface: ens3, addresses: [209.202.254.14/24] } ] } }");
        await Lab.StartAsync();

        await peer.AddressAsync("ens3");
        await peer.ShellAsync($"""
            /usr/bin/ip link add wg0 type wireguard
            printf '[Interface]\nPrivateKey={KeyC}\nListenPort=8172\n[Peer]\nPublicKey={PublicA}\nAllowedIPs=192.168.2.0/24\n' > /run/wg0.conf
            /usr/bin/wg setconf wg0 /run/wg0.conf
            /usr/bin/ip address add 192.168.88.1/24 dev wg0
            /usr/bin/ip link set up dev wg0
            /usr/bin/ip route add 192.168.2.0/24 dev wg0
            """);
        await node.AddressAsync("wg0");
        await other.AddressAsync("wg0");

        await node.ReachesAsync("192.168.88.1");
        await other.ReachesAsync("192.168.2.1");
        var told = await node.EventuallyAsync("wireguard", row => row.Id == $"wg0/{PublicC}" && row["lastHandshakeTime"] != "", "a handshake with the peer");
        Assert.Equal("209.202.254.14:8172", told["endpoint"]);
        await node.EventuallyAsync("wireguard", row => row.Id == $"wg0/{PublicB}" && row["endpoint"].StartsWith("209.202.254.2:", StringComparison.Ordinal), "where the other node speaks from");
        Assert.Contains(PublicA, await peer.ShellAsync("/usr/bin/wg show wg0 latest-handshakes"), StringComparison.Ordinal);
        // The peer's own tunnel is nobody's wish, and stays.
        await peer.EventuallyAsync("links", link => link.Id == "wg0" && !link.Is("ours"), "a tunnel of somebody else");
        node.Console.HasNo(KeyA);
    }
}
