using System.Net;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Dhcp;

public class ClientHoldTests
{
    [Fact]
    public void At_T1_the_server_is_asked_directly()
    {
        var run = new ClientRun().Binds().Wakes();

        Assert.Equal(300, run.Now.TotalSeconds);
        var sent = Assert.IsType<DhcpEffect.Unicast>(Assert.Single(run.Effects));
        Assert.Equal(Messages.Server, sent.Server);
        Assert.Equal(Messages.Address, sent.Message.Ciaddr);
        Assert.False(sent.Message.Options.Has(50));
        Assert.False(sent.Message.Options.Has(54));

        run.Receives(Messages.Ack(run.Xid));
        Assert.Equal(TimeSpan.FromSeconds(600), Assert.IsType<DhcpState.Bound>(run.State).WakeAt);
    }

    [Fact]
    public void Without_answers_it_renews_then_rebinds_then_lets_go()
    {
        var run = new ClientRun().Binds();
        var told = new List<string>();
        while (run.State is DhcpState.Bound or DhcpState.Renewing or DhcpState.Rebinding)
        {
            run.Wakes();
            told.AddRange(run.Effects.Select(e => $"{Math.Round(run.Now.TotalSeconds)} {e.GetType().Name}"));
        }

        Assert.Equal(["300 Unicast", "412 Unicast", "469 Unicast", "506 Unicast", "525 Broadcast", "562 Broadcast", "600 Withdraw", "600 Broadcast"], told);
        Assert.Equal(DhcpMessageType.Discover, run.Sent.Type);
        Assert.True(run.Sent.Options.TryGet(DhcpOptions.RequestedAddress, out var wanted));
        Assert.Equal(Messages.Address, wanted);
    }

    [Fact]
    public void A_late_answer_while_rebinding_counts()
    {
        var run = new ClientRun().Binds().Wakes();
        var renewal = run.Xid;
        while (run.State is DhcpState.Renewing)
            run.Wakes();

        Assert.IsType<DhcpState.Rebinding>(run.State);
        Assert.IsType<DhcpState.Bound>(run.Receives(Messages.Ack(renewal, o => o.With(DhcpOptions.ServerIdentifier, IPAddress.Parse("10.9.0.2")))).State);
    }

    [Fact]
    public void After_suspend_past_the_end_the_lease_is_let_go_at_once()
    {
        var run = new ClientRun().Binds().At(10_000).Happens(new DhcpEvent.TimerFired());

        Assert.IsType<DhcpEffect.Withdraw>(run.Effects[0]);
        Assert.Null(run.State.Published);
    }

    [Fact]
    public void A_refused_renewal_withdraws_and_begins_anew()
    {
        var run = new ClientRun().Binds().Wakes();

        run.Receives(Messages.Nak(run.Xid));

        Assert.Contains(new DhcpEffect.Withdraw("refused by 10.9.0.1: wrong network"), run.Effects);
        Assert.Equal(DhcpMessageType.Discover, run.Sent.Type);
    }

    [Fact]
    public void A_bounce_of_the_carrier_keeps_the_lease_and_confirms_it()
    {
        var run = new ClientRun().Binds().At(10).CarrierDown();
        Assert.NotNull(run.State.Published);
        run.At(11).CarrierUp();

        Assert.NotNull(run.State.Published);
        Assert.Equal(DhcpMessageType.Request, Assert.IsType<DhcpEffect.Broadcast>(Assert.Single(run.Effects)).Message.Type);
    }

    [Fact]
    public void A_lost_carrier_withdraws_after_three_seconds_and_the_address_is_asked_for_again()
    {
        var run = new ClientRun().Binds().At(10).CarrierDown().Wakes();

        Assert.Equal([new DhcpEffect.Withdraw("the link has no carrier")], run.Effects);
        Assert.Equal(13, run.Now.TotalSeconds);
        Assert.Null(run.State.WakeAt);

        run.At(20).CarrierUp();
        Assert.IsType<DhcpState.Confirming>(run.State);
        run.Receives(Messages.Nak(run.Xid));
        Assert.IsType<DhcpState.Selecting>(run.State);
    }

    [Fact]
    public void The_address_is_used_at_once_and_declined_when_somebody_else_answers()
    {
        var run = new ClientRun(new DhcpClientOptions { HardwareAddress = Messages.Mac }).Binds();
        var probe = Assert.IsType<DhcpEffect.Probe>(run.Effects[0]).Packet;
        Assert.True(probe.IsProbe);
        Assert.IsType<DhcpEffect.Publish>(run.Effects[1]);

        run.Receives(probe.ReplyFrom(MacAddress.Parse("02:00:00:00:00:99")));

        Assert.Contains(new DhcpEffect.Withdraw("10.9.0.77 is used by 02:00:00:00:00:99 already"), run.Effects);
        Assert.Equal(DhcpMessageType.Decline, run.Sent.Type);
        Assert.Equal(TimeSpan.FromSeconds(10), run.State.WakeAt);
        Assert.Equal(DhcpMessageType.Discover, run.Wakes().Sent.Type);
    }

    [Fact]
    public void Our_own_arp_is_no_conflict_and_silence_is_consent()
    {
        var run = new ClientRun(new DhcpClientOptions { HardwareAddress = Messages.Mac }).Binds();
        run.Receives(ArpPacket.Announcement(Messages.Mac, Messages.Address));

        run.Wakes().Wakes().Wakes();

        Assert.Equal(0.6, run.Now.TotalSeconds, 0.001);
        Assert.IsType<DhcpState.Bound>(run.State);
    }

    [Fact]
    public void When_the_check_is_over_the_neighbours_are_told_who_has_the_address()
    {
        var run = new ClientRun(new DhcpClientOptions { HardwareAddress = Messages.Mac }).Binds();

        run.Wakes().Wakes().Wakes();

        var told = Assert.IsType<DhcpEffect.Announce>(Assert.Single(run.Effects)).Packet;
        Assert.Equal((Messages.Mac, Messages.Address, Messages.Address), (told.SenderMac, told.SenderAddress, told.TargetAddress));
    }

    [Fact]
    public void A_name_that_comes_after_the_lease_is_told_to_the_server_at_once()
    {
        string? name = null;
        var run = new ClientRun(new DhcpClientOptions { HardwareAddress = Messages.Mac, ConflictCheck = ConflictCheck.None, Hostname = () => name }).CarrierUp();
        Assert.False(run.Sent.Options.Has(12));
        run.Binds();

        name = "node7";
        var request = Assert.IsType<DhcpEffect.Unicast>(Assert.Single(run.At(5).Happens(new DhcpEvent.Renamed()).Effects)).Message;

        Assert.True(request.Options.TryGet(DhcpOptions.HostName, out var told));
        Assert.Equal(("node7", DhcpMessageType.Request, Messages.Address), (told, request.Type, request.Ciaddr));
        Assert.IsType<DhcpState.Bound>(run.Receives(Messages.Ack(run.Xid)).State);
        Assert.Equal(305, run.State.WakeAt!.Value.TotalSeconds, 0.001);
    }

    [Theory]
    [InlineData(ulong.MaxValue, 318.75, 557.8125)]      // T1 and T2 of 300 and 525 s, each moved by a sixteenth
    [InlineData(0ul, 281.25, 492.1875)]
    public void Machines_that_start_together_do_not_renew_together(ulong entropy, double renew, double rebind)
    {
        var lease = DhcpTiming.Scatter(new ClientRun().Binds().State.Published!, new DhcpClock(default, entropy));

        Assert.Equal((renew, rebind), (lease.RenewAfter.TotalSeconds, lease.RebindAfter.TotalSeconds));
    }

    [Theory]
    [InlineData(598, 599)]
    [InlineData(1, 2)]
    [InlineData(1, 599)]
    public void Their_order_stays_whatever_the_server_says(int renew, int rebind)
    {
        var lease = new ClientRun().Binds().State.Published! with { RenewAfter = TimeSpan.FromSeconds(renew), RebindAfter = TimeSpan.FromSeconds(rebind) };
        foreach (var entropy in (ulong[])[0, ulong.MaxValue, ulong.MaxValue / 2, 1ul << 61])
        {
            var moved = DhcpTiming.Scatter(lease, new DhcpClock(default, entropy));
            Assert.True(TimeSpan.Zero < moved.RenewAfter && moved.RenewAfter < moved.RebindAfter && moved.RebindAfter < moved.Duration, $"{moved.RenewAfter} {moved.RebindAfter}");
        }
    }
}
