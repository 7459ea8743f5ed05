using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Dhcp;

public class ClientPropertyTests
{
    /// <summary>Whatever happens in whatever order: no exception, one lease at most, none after its end, and effects that tell the whole story.</summary>
    [Theory]
    [InlineData(ConflictCheck.None)]
    [InlineData(ConflictCheck.WhileInUse)]
    public void Any_sequence_of_events_keeps_the_promises(ConflictCheck check)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var run = new ClientRun(new DhcpClientOptions { HardwareAddress = Messages.Mac, ConflictCheck = check });
            DhcpLease? told = null;
            for (var i = 0; i < 300; i++)
            {
                Advance(run, random);
                told = Follow(told, run.Effects);
                Assert.Equal(told, run.State.Published);
                Assert.False(run.State is DhcpState.Bound or DhcpState.Renewing or DhcpState.Rebinding && run.State.Published is null);
                Assert.True(run.State is DhcpState.NoCarrier or DhcpState.Bound || run.State.WakeAt is not null, $"{run.State} never wakes");
                if (run.Effects.Count > 0 || told is null)
                    Assert.False(told is not null && told.IsExpired(run.Now) && run.State.WakeAt > run.Now, $"{run.State} outlives its lease");
            }
        }
    }

    /// <summary>Withdraw only what was published; publish replaces.</summary>
    private static DhcpLease? Follow(DhcpLease? told, IEnumerable<DhcpEffect> effects)
    {
        foreach (var effect in effects)
            switch (effect)
            {
                case DhcpEffect.Publish publish:
                    told = publish.Lease;
                    break;
                case DhcpEffect.Withdraw:
                    Assert.NotNull(told);
                    told = null;
                    break;
            }
        return told;
    }

    private static void Advance(ClientRun run, Random random)
    {
        switch (random.Next(12))
        {
            case 0: run.CarrierUp(); break;
            case 1 when random.Next(3) == 0: run.CarrierDown(); break;
            case 2 or 3: run.Receives(Change(Messages.Offer(xid: run.Xid), random)); break;
            case 4 or 5: run.Receives(Change(Messages.Ack(run.Xid), random)); break;
            case 6 when random.Next(3) == 0: run.Receives(Messages.Nak(run.Xid)); break;
            case 7 when random.Next(5) == 0: run.Receives(ArpPacket.Announcement(MacAddress.Broadcast, Messages.Address)); break;
            case 8: run.Happens(new DhcpEvent.Renamed()); break;
            case 9: run.Happens(new DhcpEvent.Resumed(Lease(run.Now - TimeSpan.FromSeconds(random.Next(900))), random.Next(2) == 0)); break;
            case 10: run.At(run.Now.TotalSeconds + random.Next(2)).Happens(new DhcpEvent.TimerFired()); break;
            default:
                if (run.State.WakeAt is { } at && at > run.Now)
                    run.Wakes();
                else
                    run.Happens(new DhcpEvent.TimerFired());
                break;
        }
    }

    private static DhcpMessage Change(DhcpMessage message, Random random) => random.Next(4) switch
    {
        0 => message with { Options = message.Options.WithRaw((byte)random.Next(1, 125), new byte[random.Next(6)]) },
        1 => message with { Options = message.Options.With(DhcpOptions.LeaseTime, (uint)random.Next(120)) },
        2 => message with { Options = message.Options.With(DhcpOptions.RenewalTime, (uint)random.Next(600)).With(DhcpOptions.RebindingTime, (uint)random.Next(600)) },
        _ => message,
    };

    private static DhcpLease Lease(TimeSpan acquiredAt)
    {
        Assert.Null(LeaseReader.Read(Messages.Offer(), acquiredAt, out var lease));
        return lease!;
    }
}
