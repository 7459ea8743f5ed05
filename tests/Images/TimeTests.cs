using Ichor.Lab;
using Ichor.Lab.Peers;

namespace Ichor.Images.Tests;

/// <summary>The battery clock is wrong, and a server knows better.</summary>
[Trait("Category", "Qemu")]
public class TimeTests : LaboratoryTest
{
    [Theory]
    [InlineData("2001-01-01")]
    [InlineData("2035-01-01")]
    public async Task The_clock_is_set_from_chrony_and_the_lease_does_not_mind(string atPowerOn)
    {
        Needs.Peer("dnsmasq", "chronyd");
        var lan = Lab.Network("lan").WithHost("10.0.0.9");
        var server = await lan.PeerAsync("10.0.0.1/24");
        await server.StartDnsmasqAsync();
        await server.StartChronydAsync();
        var node = Lab.Machine("node").Nic(lan).WithShell().ClockAtPowerOn(atPowerOn);
        await Lab.StartAsync();

        var address = await node.AddressAsync("ens3");
        var time = await node.EventuallyAsync("time", time => time.Is("synced"), "a clock in step");
        Assert.Equal("10.0.0.1", time["server"]);
        await AssertClockIsRight(() => node.ShellAsync("date +%s"));
        await AssertClockIsRight(() => node.ShellAsync("cat /sys/class/rtc/rtc0/since_epoch"));        // right at the next boot, too

        Assert.Equal(address, await node.AddressAsync("ens3"));
        await lan.PingsAsync(address);
        Assert.False(node.Console.Has("lease withdrawn"));
    }

    static async Task AssertClockIsRight(Func<Task<string>> readSeconds)
    {
        var before = DateTimeOffset.UtcNow;
        var told = DateTimeOffset.FromUnixTimeSeconds(long.Parse(await readSeconds()));
        Assert.InRange(told, before - 3.Seconds, DateTimeOffset.UtcNow + 3.Seconds);
    }
}
