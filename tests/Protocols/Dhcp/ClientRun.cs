using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Dhcp;

/// <summary>A client under a clock that the test moves by hand; chance is a fixed middle, so that waits are exact.</summary>
internal sealed class ClientRun(DhcpClientOptions? options = null)
{
    private const ulong NoJitter = 0x7fff_ffff_0000_0000;

    private readonly DhcpClient _client = new(options ?? new DhcpClientOptions { HardwareAddress = Messages.Mac, ConflictCheck = ConflictCheck.None });
    private uint _xids;

    public DhcpState State { get; private set; } = DhcpState.Initial;

    public TimeSpan Now { get; private set; }

    /// <summary>What the last event caused.</summary>
    public IReadOnlyList<DhcpEffect> Effects { get; private set; } = [];

    public DhcpMessage Sent => Effects.Select(e => e switch
    {
        DhcpEffect.Broadcast b => b.Message,
        DhcpEffect.Unicast u => u.Message,
        _ => null,
    }).Last(m => m is not null)!;

    public uint Xid => State switch
    {
        DhcpState.Selecting s => s.Xid,
        DhcpState.Requesting s => s.Xid,
        DhcpState.Confirming s => s.Xid,
        DhcpState.Renewing s => s.Xid,
        DhcpState.Rebinding s => s.Xid,
        _ => 0,
    };

    public ClientRun Happens(DhcpEvent happened)
    {
        (State, var effects) = _client.Step(State, happened, new DhcpClock(Now, NoJitter | ++_xids));
        Effects = effects;
        return this;
    }

    public ClientRun CarrierUp() => Happens(new DhcpEvent.CarrierUp());

    public ClientRun CarrierDown() => Happens(new DhcpEvent.CarrierDown());

    public ClientRun Receives(DhcpMessage message) => Happens(new DhcpEvent.Received(message));

    public ClientRun Receives(ArpPacket packet) => Happens(new DhcpEvent.ArpReceived(packet));

    /// <summary>Moves time to the state's next wake-up.</summary>
    public ClientRun Wakes()
    {
        Now = State.WakeAt ?? throw new InvalidOperationException($"{State} does not wake");
        return Happens(new DhcpEvent.TimerFired());
    }

    public ClientRun At(double seconds)
    {
        Now = TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>Goes the straight way to a lease of 600 s at the present time.</summary>
    public ClientRun Binds()
    {
        CarrierUp().Receives(Messages.Offer(xid: Xid));
        return Receives(Messages.Ack(Xid));
    }
}
