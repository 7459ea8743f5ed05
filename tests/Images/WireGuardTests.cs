using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ichor.Api;

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

    /// <summary>More peers than one message holds, and a change of one of them under traffic of another; <c>wg</c> says what the kernel has.</summary>
    [Fact]
    public async Task Hundreds_of_peers_a_name_and_a_peer_that_moves_in_the_config_disturb_no_traffic()
    {
        const int Peers = 300, Networks = 12;
        Needs.Program("wg");
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        lan.Dns!.Knows("peer.lab", IPAddress.Parse("10.0.0.14"));
        var many = string.Concat(Enumerable.Range(1, Peers).Select(i =>
            $"            - {{ publicKey: {Key(i)}, endpoint: '10.0.0.99:{1000 + i}', allowedIPs: [{string.Join(", ", Enumerable.Range(0, Networks).Select(n => $"10.{100 + n}.{i / 250}.{i % 250}/32"))}] }}\n"));
        string Config(string endpoint, string others) => $$"""
            machine:
              network:
                nameservers: [10.0.0.1]
                interfaces:
                  - { interface: ens3, addresses: [10.0.0.5/24], routes: [ { gateway: 10.0.0.1 } ] }
                  - interface: wg0
                    addresses: [192.168.2.1/24]
                    routes: [ { network: 192.168.88.0/24 } ]
                    wireguard:
                      privateKey: {{KeyA}}
                      listenPort: 51820
                      firewallMark: 42
                      peers:
                        - { publicKey: {{PublicC}}, presharedKey: {{KeyB}}, endpoint: "{{endpoint}}", allowedIPs: [192.168.88.0/24] }

            """ + others;
        var node = Lab.Machine("node").Nic(lan).WithShell().WithProgram("wg").Config(Config("peer.lab:8172", many));
        var peer = Lab.Machine("peer").Nic(lan).WithShell().WithProgram("ip").WithProgram("wg")
            .Config("machine: { network: { interfaces: [ { interface: ens3, addresses: [10.0.0.14/24, 10.0.0.15/24] } ] } }");
        await Lab.StartAsync();
        await peer.AddressAsync("ens3");
        await peer.ShellAsync($"""
            /usr/bin/ip link add wg0 type wireguard
            printf '[Interface]\nPrivateKey={KeyC}\nListenPort=8172\n[Peer]\nPublicKey={PublicA}\nPresharedKey={KeyB}\nAllowedIPs=192.168.2.0/24\n' > /run/wg0.conf
            /usr/bin/wg setconf wg0 /run/wg0.conf
            /usr/bin/ip address add 192.168.88.1/24 dev wg0
            /usr/bin/ip link set up dev wg0
            /usr/bin/ip route add 192.168.2.0/24 dev wg0
            """);
        await node.AddressAsync("wg0");
        await node.ReachesAsync("192.168.88.1");        // by the name, and with the preshared key

        await ShowsAsync("fwmark", "0x2a\n");
        await ShowsAsync("endpoints | grep -c .", $"{Peers + 1}\n");
        await ShowsAsync("allowed-ips | tr '\\t' ' ' | wc -w", $"{(Peers * (Networks + 1)) + 2}\n");
        await ShowsAsync($"endpoints | grep {PublicC} | cut -f 2", "10.0.0.14:8172\n");
        await ShowsAsync($"preshared-keys | grep {PublicC} | cut -f 2", $"{KeyB}\n");

        // The endpoint of one peer changes, and then all but one go: the kernel hears of no more than that, and their neighbour of nothing.
        var api = await node.ApiAsync();
        await peer.ShellAsync("ping -i 0.05 -w 600 192.168.2.1 > /run/pings & echo $! > /run/pings.pid");
        await peer.ShellAsync("for i in 1 2 3 4 5 6 7 8 9 10; do [ $(grep -c seq= /run/pings) -gt 20 ] && exit 0; sleep 1; done; exit 1");
        var operations = Operations(await api.ApplyAsync(Config("peer.lab:8172", many.Replace(":1007'", ":2007'", StringComparison.Ordinal)), ChangeMode.Permanent));
        Assert.Equal([$"set wireguard wg0 update peer {Key(7)} endpoint 10.0.0.99:2007"], operations);
        await ShowsAsync($"endpoints | grep {Key(7)} | cut -f 2", "10.0.0.99:2007\n");
        operations = Operations(await api.ApplyAsync(Config("peer.lab:8172", ""), ChangeMode.Permanent));
        Assert.Equal(Peers, operations.Single(operation => operation.StartsWith("set wireguard wg0", StringComparison.Ordinal)).Split("remove peer").Length - 1);
        await ShowsAsync("endpoints | cut -f 2", "10.0.0.14:8172\n");
        await peer.ShellAsync("from=$(grep -c seq= /run/pings); for i in 1 2 3 4 5 6 7 8 9 10; do [ $(grep -c seq= /run/pings) -gt $((from + 20)) ] && break; sleep 1; done; kill -INT $(cat /run/pings.pid); sleep 1");
        var pings = Regex.Match(await peer.ShellAsync("tail -n 3 /run/pings"), @"(?<sent>\d+) packets transmitted, (?<received>\d+) packets received", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.InRange(int.Parse(pings.Groups["sent"].Value) - int.Parse(pings.Groups["received"].Value), 0, 1);      // the last may have been under way

        // An endpoint that the config changes after the node was restarted is set although the node has set none in this life. The
        // peer is silent meanwhile: heard from its first address it would count as one that has moved.
        await peer.ShellAsync("/usr/bin/ip link set down dev wg0");
        var before = node.Console.End;
        await node.ShellAsync($"kill -9 {await node.PidOfNodeAsync()}");
        await node.ForgetApiAsync();
        await node.SaysAsync("node started, pid", from: await node.SaysAsync("node killed by signal 9", from: before));
        await node.ReadyAsync();
        await ShowsAsync("endpoints | cut -f 2", "10.0.0.14:8172\n");
        await (await node.ApiAsync()).ApplyAsync(Config("10.0.0.15:8172", ""), ChangeMode.Permanent);
        await ShowsAsync("endpoints | cut -f 2", "10.0.0.15:8172\n");
        await peer.ShellAsync("/usr/bin/ip link set up dev wg0; /usr/bin/ip route add 192.168.2.0/24 dev wg0");
        await node.ReachesAsync("192.168.88.1");

        async Task ShowsAsync(string what, string expected) => Assert.Equal(expected, await node.ShellAsync($"/usr/bin/wg show wg0 {what}"));
        static string Key(int i) => Convert.ToBase64String([.. BitConverter.GetBytes(i), .. new byte[28]]);
        static string[] Operations(JsonNode report) => [.. report["operations"]!.AsArray().Select(operation => operation!.GetValue<string>())];
    }
}
