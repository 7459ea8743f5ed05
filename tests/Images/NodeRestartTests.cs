using System.Globalization;
using System.Text.RegularExpressions;
using Ichor.Lab;

namespace Ichor.Images.Tests;

/// <summary>The node process dies under traffic.</summary>
[Trait("Category", "Qemu")]
public partial class NodeRestartTests : LaboratoryTest
{
    [Fact]
    public async Task Killing_the_node_loses_no_packet_and_touches_nothing_in_the_kernel()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24").WithHost("10.1.0.1", vlan: 100);
        var node = Lab.Machine("node").Nic(lan).Nic(lan).Nic(lan).WithShell().WithProgram("ip").Config("""
            machine:
              network:
                interfaces:
                  - interface: bond0
                    dhcp: true
                    bond: { mode: active-backup, miimon: 100, interfaces: [ens3, ens4] }
                    vlans:
                      - vlanId: 100
                        addresses: [10.1.0.5/24]
                  - interface: ens5
                    addresses: [10.2.0.5/24]
                    routes: [{ network: 10.3.0.0/16, gateway: 10.2.0.1 }]
            """);
        await Lab.StartAsync();
        await node.ReadyAsync();
        var address = await node.AddressAsync("bond0");
        await node.EventuallyAsync("time", time => time.Is("synced"), "a clock in step");
        await node.StartMonitorAsync();

        var interval = 10.Milliseconds;
        await using var pings = await lan.PingEveryAsync(interval, address);
        await pings.FlowsAsync(100, Lab.Patience(5.Seconds));
        var before = node.Console.End;
        var killed = DateTimeOffset.UtcNow;
        await node.ShellAsync($"kill -9 {await node.PidOfNodeAsync()}");
        await node.ForgetApiAsync();
        var died = await node.SaysAsync("node killed by signal 9", from: before);
        await node.SaysAsync("node started, pid", from: died);
        var back = DateTimeOffset.UtcNow;
        await pings.FlowsAsync(300, Lab.Patience(10.Seconds));

        Assert.Equal(address, await node.AddressAsync("bond0"));
        await node.ReadyAsync();
        var report = await pings.StopAsync();
        Assert.Empty(report.Lost);
        // That none was lost says something only because they were on the cable while the node was not there.
        var between = lan.Captured(frame => frame.At >= killed && frame.At <= back && frame.Source == lan.Host.Mac && address.Equals(frame.IpDestination)).Count;
        Assert.True(between >= (back - killed) / interval / 2, $"{between} pings in the {(back - killed).TotalMilliseconds:0} ms around the outage: {report}");

        var text = node.Console.Text[before..];
        var pause = SecondsOf(Restarted(), text) - SecondsOf(Died(), text);
        Assert.InRange(pause, 0, 0.1);
        Assert.DoesNotContain("name servers are", node.Console.Text[died..]);             // nor do the files of services flap
        var told = await node.StopMonitorAsync();
        Assert.True(told.Length == 0, $"the kernel told of changes:\n{told}");
    }

    static double SecondsOf(Regex pattern, string console) =>
        double.Parse(pattern.Match(console).Groups["at"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[ *(?<at>\d+\.\d+)\] init: node killed", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Died();

    [GeneratedRegex(@"\[ *(?<at>\d+\.\d+)\] init: node started", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Restarted();
}
