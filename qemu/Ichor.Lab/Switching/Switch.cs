using Ichor.Protocols.Packets;

namespace Ichor.Lab.Switching;

/// <summary>A learning Ethernet switch in the test process. Every frame passes here, so here it is recorded and harmed.</summary>
/// <remarks>Frames are forwarded on the thread that brought them, one at a time.</remarks>
public sealed class Switch(TimeProvider time, Random? dice = null) : IDisposable
{
    readonly Lock gate = new();
    readonly Random dice = dice ?? new Random(1);              // the same losses in every run
    readonly List<SwitchPort> ports = [];
    readonly List<Action<CapturedFrame>> observers = [];
    readonly Dictionary<MacAddress, SwitchPort> learned = [];

    internal TimeProvider Time => time;

    /// <summary>A cable between two ends, not a switch: also what is for the next bridge only, such as LACP, goes through.</summary>
    public bool IsCable { get; init; }

    /// <summary>Tells of each frame that arrives by a connected port, before loss and delay, until disposed.</summary>
    /// <param name="onArrival">Must be quick and must not throw: the switch is locked.</param>
    public IDisposable Observe(Action<CapturedFrame> onArrival)
    {
        lock (gate)
            observers.Add(onArrival);
        return new Ending(() =>
        {
            lock (gate)
                observers.Remove(onArrival);
        });
    }

    /// <summary>Plugs a port in.</summary>
    public TPort Attach<TPort>(TPort port) where TPort : SwitchPort
    {
        lock (gate)
        {
            port.AttachTo(this);
            ports.Add(port);
        }
        return port;
    }

    internal void Detach(SwitchPort port)
    {
        lock (gate)
        {
            ports.Remove(port);
            Forget(port);
        }
    }

    internal void Forget(SwitchPort port)
    {
        lock (gate)
            foreach (var (address, _) in learned.Where(entry => entry.Value == port).ToList())
                learned.Remove(address);
    }

    internal void Receive(SwitchPort from, ReadOnlyMemory<byte> frame)
    {
        if (frame.Length < EthernetFrame.HeaderSize)
            return;
        lock (gate)
        {
            if (!from.Connected)
                return;
            var arrival = new CapturedFrame(time.GetUtcNow(), from.Name, frame);
            foreach (var observer in observers.ToArray())
                observer(arrival);
            if (!IsLost(from))
                from.Enter(frame);
        }
    }

    internal void Forward(SwitchPort from, ReadOnlyMemory<byte> frame)
    {
        lock (gate)
        {
            learned[MacAddress.FromBytes(frame.Span[6..12])] = from;
            var destination = MacAddress.FromBytes(frame.Span[..6]);
            if (!IsCable && IsForTheSwitchOnly(destination))
                return;
            if (!destination.IsGroup && learned.TryGetValue(destination, out var known))
                Send(from, known, frame);
            else
                foreach (var port in ports.ToArray())          // a host may answer, and so plug or send, while we flood
                    Send(from, port, frame);
        }
    }

    /// <summary>LACP, LLDP, spanning tree: 01-80-C2-00-00-00 to -0F ends at the next bridge (IEEE 802.1Q section 8.6.3).</summary>
    static bool IsForTheSwitchOnly(MacAddress destination) =>
        destination.ToBytes() is [0x01, 0x80, 0xC2, 0x00, 0x00, <= 0x0F];

    void Send(SwitchPort from, SwitchPort to, ReadOnlyMemory<byte> frame)
    {
        if (to != from && to.Connected && to.Group == from.Group && !IsLost(to))
            to.Leave(frame);
    }

    bool IsLost(SwitchPort port) => port.Loss > 0 && dice.NextDouble() < port.Loss;

    /// <inheritdoc/>
    public void Dispose()
    {
        SwitchPort[] all;
        lock (gate)
            all = [.. ports];
        foreach (var port in all)
            port.Dispose();
    }
}
