using System.Net;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Dhcp;

public class ClientAcquireTests
{
    [Fact]
    public void The_straight_way_to_a_lease()
    {
        var run = new ClientRun();

        run.CarrierUp();
        Assert.Equal(DhcpMessageType.Discover, run.Sent.Type);

        run.Receives(Messages.Offer(xid: run.Xid));
        Assert.Equal(DhcpMessageType.Request, run.Sent.Type);
        Assert.Equal(Messages.Server, run.Sent.Server);
        Assert.True(run.Sent.Options.TryGet(DhcpOptions.RequestedAddress, out var requested));
        Assert.Equal(Messages.Address, requested);

        run.Receives(Messages.Ack(run.Xid));
        var lease = Assert.IsType<DhcpEffect.Publish>(Assert.Single(run.Effects)).Lease;
        Assert.Equal(Messages.Address, lease.Address);
        Assert.Equal(TimeSpan.FromSeconds(300), run.State.WakeAt);
    }

    [Fact]
    public void Discovers_are_repeated_after_1_2_4_up_to_64_seconds_in_one_transaction()
    {
        var run = new ClientRun().CarrierUp();
        var xid = run.Xid;
        var at = new List<int>();
        for (var i = 0; i < 9; i++)
        {
            run.Wakes();
            Assert.Equal((DhcpMessageType.Discover, xid), (run.Sent.Type, run.Sent.Xid));
            at.Add((int)Math.Round(run.Now.TotalSeconds));
        }

        Assert.Equal([1, 3, 7, 15, 31, 63, 127, 191, 255], at);
        Assert.Equal(255, run.Sent.Secs);
    }

    [Theory]
    [InlineData(0ul, 3000)]
    [InlineData(ulong.MaxValue, 5000)]
    public void Waits_vary_by_a_second_at_most(ulong entropy, int milliseconds) =>
        Assert.Equal(milliseconds, (int)Math.Round(DhcpTiming.Retry(2, new DhcpClock(default, entropy)).TotalMilliseconds));

    [Fact]
    public void A_timer_that_fires_early_changes_nothing()
    {
        var run = new ClientRun().CarrierUp();
        var before = run.State;

        Assert.Same(before, run.At(0.5).Happens(new DhcpEvent.TimerFired()).State);
        Assert.Empty(run.Effects);
    }

    [Fact]
    public void Replies_to_others_are_ignored()
    {
        var run = new ClientRun().CarrierUp();
        var good = Messages.Offer(xid: run.Xid);

        run.Receives(good with { Xid = run.Xid + 1 });
        run.Receives(good with { Chaddr = MacAddress.Parse("02:00:00:00:00:99") });
        run.Receives(good with { IsReply = false });
        run.Receives(good with { Type = DhcpMessageType.Ack });

        Assert.IsType<DhcpState.Selecting>(run.State);
    }

    [Fact]
    public void An_offer_without_a_mask_is_refused_with_the_reason()
    {
        var run = new ClientRun().CarrierUp();

        run.Receives(Messages.Offer(o => o.Without(1), run.Xid));

        Assert.Equal([new DhcpEffect.Note("offer of 10.9.0.1 refused: the server sends no subnet mask (option 1)")], run.Effects);
        Assert.IsType<DhcpState.Selecting>(run.State);
    }

    [Fact]
    public void Only_the_chosen_server_may_grant_or_refuse()
    {
        var run = new ClientRun().CarrierUp();
        run.Receives(Messages.Offer(xid: run.Xid));
        var other = IPAddress.Parse("10.9.0.2");

        run.Receives(Messages.Ack(run.Xid, o => o.With(DhcpOptions.ServerIdentifier, other)));
        run.Receives(Messages.Nak(run.Xid) with { Options = DhcpOptionSet.Empty.With(DhcpOptions.ServerIdentifier, other) });

        Assert.IsType<DhcpState.Requesting>(run.State);
    }

    [Fact]
    public void Requests_say_the_time_that_the_discover_said()                              // RFC 2131 section 3.1 step 3
    {
        var run = new ClientRun().CarrierUp().Wakes().Wakes().Wakes();
        var said = run.Sent.Secs;
        Assert.Equal(7, said);

        run.At(9).Receives(Messages.Offer(xid: run.Xid));
        Assert.Equal((DhcpMessageType.Request, said), (run.Sent.Type, run.Sent.Secs));
        run.Wakes();
        Assert.Equal((DhcpMessageType.Request, said), (run.Sent.Type, run.Sent.Secs));
    }

    [Fact]
    public void A_silent_server_is_given_up_after_four_requests()
    {
        var run = new ClientRun().CarrierUp();
        run.Receives(Messages.Offer(xid: run.Xid));

        run.Wakes().Wakes().Wakes();
        Assert.Equal(DhcpMessageType.Request, run.Sent.Type);
        run.Wakes();

        Assert.Equal(DhcpMessageType.Discover, run.Sent.Type);
        Assert.Equal(15, (int)Math.Round(run.Now.TotalSeconds));
    }

    [Fact]
    public void A_server_that_always_refuses_is_asked_ever_less()
    {
        var run = new ClientRun().CarrierUp();
        for (var i = 0; i < 8; i++)
        {
            while (run.State is not DhcpState.Selecting)
                run.Wakes();
            run.Receives(Messages.Offer(xid: run.Xid));
            run.Receives(Messages.Nak(run.Xid));
        }

        Assert.Equal(new DhcpEffect.Note("refused by 10.9.0.1: wrong network"), run.Effects[0]);
        Assert.Equal(64, (run.State.WakeAt!.Value - run.Now).TotalSeconds, 0.001);
    }

    [Fact]
    public void What_is_known_is_said_in_the_first_message()
    {
        var run = new ClientRun(new DhcpClientOptions
        {
            HardwareAddress = Messages.Mac,
            Hostname = static () => "node7",
            ClientIdentifier = ClientIdentifier.FromMac(Messages.Mac),
            RequestHostname = false,
        }).CarrierUp();

        Assert.True(run.Sent.Options.TryGet(DhcpOptions.HostName, out var name));
        Assert.Equal("node7", name);
        Assert.Equal(Hex.Bytes("01 020000000002"), run.Sent.Options.Raw(61).ToArray());
        Assert.True(run.Sent.Options.TryGet(DhcpOptions.ParameterRequestList, out var wanted));
        Assert.Equal([1, 121, 3, 33, 6, 119, 42, 26, 51, 58, 59], wanted);
    }

    [Fact]
    public void A_remembered_lease_is_confirmed_without_naming_a_server()                  // INIT-REBOOT
    {
        var lease = new ClientRun().Binds().State.Published!;
        var run = new ClientRun().Happens(new DhcpEvent.Resumed(lease, InUse: false)).CarrierUp();

        Assert.Equal(DhcpMessageType.Request, run.Sent.Type);
        Assert.Null(run.Sent.Server);
        Assert.Equal(IPAddress.Any, run.Sent.Ciaddr);
        Assert.True(run.Sent.Options.TryGet(DhcpOptions.RequestedAddress, out _));

        Assert.IsType<DhcpState.Bound>(run.Receives(Messages.Ack(run.Xid)).State);
    }

    [Fact]
    public void Without_an_answer_the_remembered_address_is_asked_for_anew()
    {
        var lease = new ClientRun().Binds().State.Published!;
        var run = new ClientRun().Happens(new DhcpEvent.Resumed(lease, InUse: false)).CarrierUp().Wakes().Wakes();

        Assert.Equal(DhcpMessageType.Discover, run.Sent.Type);
        Assert.True(run.Sent.Options.TryGet(DhcpOptions.RequestedAddress, out var wanted));
        Assert.Equal(lease.Address, wanted);
    }

    [Fact]
    public void A_lease_in_use_survives_a_restart_without_a_gap()
    {
        var lease = new ClientRun().Binds().State.Published!;
        var run = new ClientRun().At(100).Happens(new DhcpEvent.Resumed(lease, InUse: true));
        Assert.Equal([new DhcpEffect.Publish(lease)], run.Effects);

        run.CarrierUp();
        Assert.Equal(DhcpMessageType.Request, run.Sent.Type);
        run.Wakes().Wakes();

        Assert.Equal(lease, Assert.IsType<DhcpState.Bound>(run.State).Lease);
        Assert.DoesNotContain(run.Effects, e => e is DhcpEffect.Withdraw);
    }
}
