using Ichor.Lab.Switching;
using Ichor.Protocols.Packets;
using Microsoft.Extensions.Time.Testing;

namespace Ichor.Lab.Tests;

public sealed class SwitchTests : IDisposable
{
    readonly FakeTimeProvider time = new();
    readonly Switch all;
    readonly TestPort a, b, c;

    public SwitchTests()
    {
        all = new Switch(time, new Random(1));
        (a, b, c) = (all.Attach(new TestPort("a", 1)), all.Attach(new TestPort("b", 2)), all.Attach(new TestPort("c", 3)));
    }

    static string Heard(params IEnumerable<TestPort> ports) => string.Join(' ', ports.Select(port => $"{port.Name}[{string.Join(' ', port.Heard)}]"));

    [Fact]
    public void A_broadcast_reaches_everybody_but_its_sender()
    {
        a.Send(MacAddress.Broadcast, 7);

        Assert.Equal("a[] b[7] c[7]", Heard(a, b, c));
    }

    [Fact]
    public void A_frame_for_an_address_not_seen_yet_is_flooded()
    {
        a.Send(b.Mac, 7);

        Assert.Equal("b[7] c[7]", Heard(b, c));
    }

    [Fact]
    public void A_frame_for_a_known_address_goes_only_there()
    {
        b.Send(MacAddress.Broadcast, 1);
        a.Send(b.Mac, 7);

        Assert.Equal("b[7] c[1]", Heard(b, c));
    }

    [Fact]
    public void An_address_that_moves_is_learned_anew()
    {
        b.Send(MacAddress.Broadcast, 1);
        c.Send(EthernetFrame.Build(MacAddress.Broadcast, b.Mac, EtherType.Arp, [2]));
        b.Heard.Clear();
        a.Send(b.Mac, 7);

        Assert.Equal("b[] c[1 7]", Heard(b, c));
    }

    [Fact]
    public void A_cut_cable_carries_nothing_either_way_and_its_addresses_are_forgotten()
    {
        b.Send(MacAddress.Broadcast, 1);
        b.Cut();
        a.Send(b.Mac, 7);
        b.Send(a.Mac, 8);

        Assert.Equal("a[1] b[] c[1 7]", Heard(a, b, c));
    }

    [Fact]
    public void A_mended_cable_carries_again()
    {
        b.Cut();
        b.Mend();
        a.Send(b.Mac, 7);

        Assert.Equal([7], b.Heard);
    }

    [Fact]
    public void Parts_of_a_partitioned_network_do_not_hear_each_other()
    {
        (a.Group, b.Group) = (1, 1);
        a.Send(MacAddress.Broadcast, 7);

        Assert.Equal("b[7] c[]", Heard(b, c));
    }

    [Fact]
    public void LACP_ends_at_a_switch_and_passes_a_cable()
    {
        var lacp = MacAddress.Parse("01:80:c2:00:00:02");
        a.Send(lacp, 7);
        Assert.Equal("b[] c[]", Heard(b, c));

        using var cable = new Switch(time) { IsCable = true };
        var (near, far) = (cable.Attach(new TestPort("near", 4)), cable.Attach(new TestPort("far", 5)));
        near.Send(lacp, 7);
        Assert.Equal("near[] far[7]", Heard(near, far));
    }

    [Fact]
    public void Loss_takes_its_share_on_the_way_in_and_on_the_way_out()
    {
        const int Sent = 1000;
        (a.Loss, b.Loss) = (0.5, 0.5);
        for (var i = 0; i < Sent; i++)
            a.Send(MacAddress.Broadcast, 7);

        Assert.InRange(b.Heard.Count, Sent / 4 - 50, Sent / 4 + 50);
        Assert.InRange(c.Heard.Count, Sent / 2 - 50, Sent / 2 + 50);
    }

    [Fact]
    public void A_delayed_frame_comes_out_when_both_cables_have_been_passed()
    {
        (a.Delay, b.Delay) = (10.Milliseconds, 5.Milliseconds);
        a.Send(b.Mac, 7);

        time.Advance(10.Milliseconds);
        Assert.Equal("b[] c[7]", Heard(b, c));
        time.Advance(5.Milliseconds);
        Assert.Equal([7], b.Heard);
    }

    [Fact]
    public void Frames_keep_their_order_when_a_delay_becomes_shorter()
    {
        a.Delay = 10.Milliseconds;
        a.Send(b.Mac, 1);
        a.Delay = TimeSpan.Zero;
        a.Send(b.Mac, 2);
        Assert.Empty(b.Heard);

        time.Advance(10.Milliseconds);

        Assert.Equal([1, 2], b.Heard);
    }

    [Fact]
    public void Observers_see_a_frame_also_when_it_is_lost_but_not_from_a_cut_cable()
    {
        var seen = new List<string>();
        using var observing = all.Observe(frame => seen.Add(frame.Port));
        a.Loss = 1;
        a.Send(b.Mac, 7);
        c.Cut();
        c.Send(b.Mac, 8);

        Assert.Equal("a", Assert.Single(seen));
        Assert.Empty(b.Heard);
    }

    [Fact]
    public void A_frame_without_a_whole_header_is_dropped()
    {
        a.Send([1, 2, 3]);

        Assert.Empty(b.Heard);
    }

    public void Dispose() => all.Dispose();
}
