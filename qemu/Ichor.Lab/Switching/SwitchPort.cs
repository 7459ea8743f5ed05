namespace Ichor.Lab.Switching;

/// <summary>A socket of the switch: something that takes frames and something that sends them. Faults are set here.</summary>
public abstract class SwitchPort(string name) : IDisposable
{
    Switch? attachedTo;
    DelayLine? inbound, outbound;

    /// <summary>Name in captures and reports, such as <c>node.0</c>.</summary>
    public string Name { get; } = name;

    /// <summary>False while the cable is cut: frames are dropped in both directions and learned addresses are forgotten.</summary>
    public bool Connected { get; private set; } = true;

    /// <summary>Chance from 0 to 1 that a frame is dropped, for each direction on its own.</summary>
    public double Loss { get; set; }

    /// <summary>Time a frame spends in the cable, for each direction on its own. Order is kept.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Ports with different groups do not reach each other: a partition of the network.</summary>
    public int Group { get; set; }

    /// <summary>Pulls the cable. The far end is not told (see the machine's NIC for its carrier).</summary>
    public void Cut()
    {
        Connected = false;
        attachedTo?.Forget(this);
    }

    /// <summary>Puts the cable back.</summary>
    public void Mend() => Connected = true;

    /// <summary>Hands one frame to whatever is plugged in. Called with the switch locked: it must not block.</summary>
    protected abstract void Transmit(ReadOnlyMemory<byte> frame);

    /// <summary>To be called for each frame that arrives from whatever is plugged in.</summary>
    protected void Received(ReadOnlyMemory<byte> frame) => attachedTo?.Receive(this, frame);

    internal void AttachTo(Switch owner)
    {
        attachedTo = owner;
        inbound = new DelayLine(owner.Time, frame => owner.Forward(this, frame));
        outbound = new DelayLine(owner.Time, Transmit);
    }

    internal void Enter(ReadOnlyMemory<byte> frame) => inbound!.Send(frame, Delay);

    internal void Leave(ReadOnlyMemory<byte> frame) => outbound!.Send(frame, Delay);

    /// <summary>Stops the delay lines and detaches the port.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        attachedTo?.Detach(this);
        attachedTo = null;
        inbound?.Dispose();
        outbound?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }
}
