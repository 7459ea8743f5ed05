using Ichor.Linux;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Operators;

/// <summary>Runs the DHCP client on one link: sends and receives for it, wakes it, and publishes its lease.</summary>
/// <remarks>All decisions are in <see cref="DhcpClient"/>. Lives on the event loop's thread.</remarks>
public sealed class DhcpOperator : IDisposable
{
    private readonly Func<TimeSpan, Action, IDisposable> _arm;
    private readonly string _link;
    private readonly DhcpOperatorSettings _settings;
    private readonly IDhcpTransport _transport;
    private readonly LeaseFile _file;
    private readonly Action<DhcpLease?> _publish;
    private readonly Queue<DhcpEvent> _pending = new();
    private readonly DhcpClient _client;
    private IDisposable? _timer;
    private DhcpLease? _logged;
    private bool _stepping, _disposed;

    /// <summary>Starts without carrier, and publishes at once the lease of an earlier life of this program, if it still runs.</summary>
    /// <param name="loop">The node's loop.</param>
    /// <param name="linkIndex">Index of the link.</param>
    /// <param name="linkName">Name of the link.</param>
    /// <param name="hardwareAddress">Six bytes.</param>
    /// <param name="hostname">The node's name when it is known from elsewhere than this DHCP.</param>
    /// <param name="clientIdentifier">Option 61, or null to send none.</param>
    /// <param name="publish">Takes each new lease, and null when there is none any more.</param>
    /// <param name="settings">Surroundings.</param>
    public DhcpOperator(EventLoop loop, int linkIndex, string linkName, ReadOnlySpan<byte> hardwareAddress, string? hostname,
        ClientIdentifier? clientIdentifier, Action<DhcpLease?> publish, DhcpOperatorSettings? settings = null)
    {
        _link = linkName;
        _publish = publish;
        _settings = settings ?? new DhcpOperatorSettings();
        _arm = _settings.Arm ?? loop.Arm;
        var mac = MacAddress.FromBytes(hardwareAddress);
        _client = new DhcpClient(new DhcpClientOptions
        {
            HardwareAddress = mac,
            ClientIdentifier = clientIdentifier,
            Hostname = string.IsNullOrEmpty(hostname) ? null : hostname,
            RequestHostname = _settings.RequestHostname,
            ConflictCheck = _settings.ConflictCheck,
        });
        _file = new LeaseFile(_settings.LeaseFolder, linkName, mac);
        _transport = _settings.Transport ?? new DhcpTransport(loop, linkIndex, linkName);
        _transport.MessageReceived = message => Happened(new DhcpEvent.Received(message));
        _transport.ArpReceived = packet =>
        {
            if (!_settings.IsOurs(packet.SenderMac))
                Happened(new DhcpEvent.ArpReceived(packet));
        };
        if (_file.Load() is { } lease)
            Happened(new DhcpEvent.Resumed(lease, InUse: true));
    }

    /// <summary>The same, with the client identifier as the machine config knows it: none, or made of the hardware address.</summary>
    public DhcpOperator(EventLoop loop, int linkIndex, string linkName, ReadOnlySpan<byte> hardwareAddress, string? hostname,
        bool sendClientIdentifier, Action<DhcpLease?> publish, DhcpOperatorSettings? settings = null)
        : this(loop, linkIndex, linkName, hardwareAddress, hostname,
            sendClientIdentifier ? ClientIdentifier.FromMac(MacAddress.FromBytes(hardwareAddress)) : null, publish, settings)
    {
    }

    /// <summary>Where the client stands.</summary>
    public DhcpState State { get; private set; } = DhcpState.Initial;

    /// <summary>The lease in use, or null.</summary>
    public DhcpLease? Lease => State.Published;

    /// <summary>The last thing that went wrong since the last lease; null when nothing did.</summary>
    public string? Problem { get; private set; }

    /// <summary>Tells whether the link can carry packets; repeating it is harmless.</summary>
    public void CarrierChanged(bool up) => Happened(up ? new DhcpEvent.CarrierUp() : new DhcpEvent.CarrierDown());

    /// <summary>Ends the client for good; the lease is withdrawn, and given back when told.</summary>
    public void Stop(bool release) => Happened(new DhcpEvent.Stopped(release));

    /// <summary>
    /// Ends the client without a word to anybody; the caller lets go of the lease. A program that is to find its leases again in
    /// its next life ends without disposing.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        _file.Save(null);
        _timer?.Dispose();
        _transport.Dispose();
    }

    /// <summary>Events that effects cause (a publication may change the link at once) wait for their turn.</summary>
    private void Happened(DhcpEvent happened)
    {
        _pending.Enqueue(happened);
        if (_stepping)
            return;
        _stepping = true;
        try
        {
            while (!_disposed && _pending.TryDequeue(out var next))
                Step(next);
        }
        finally
        {
            _stepping = false;
        }
    }

    private void Step(DhcpEvent happened)
    {
        var before = State;
        (State, var effects) = _client.Step(before, happened, new DhcpClock(_settings.Clock(), _settings.Random()));
        if (ReferenceEquals(before, State) && effects.IsEmpty && happened is not DhcpEvent.TimerFired)
            return;
        // Listening comes first: an answer can be faster than the next system call.
        Try(() => _transport.ListenFor(State));
        foreach (var effect in effects)
            Try(() => Do(effect));
        Rearm();
    }

    private void Do(DhcpEffect effect)
    {
        switch (effect)
        {
            case DhcpEffect.Broadcast broadcast:
                _transport.Broadcast(broadcast.Message);
                break;
            case DhcpEffect.Unicast unicast:
                _transport.Unicast(unicast.Message, unicast.Server);
                break;
            case DhcpEffect.Probe probe:
                _transport.Send(probe.Packet);
                break;
            case DhcpEffect.Publish { Lease: var lease }:
                Published(lease);
                break;
            case DhcpEffect.Withdraw withdraw:
                Withdrawn(withdraw.Reason);
                break;
            case DhcpEffect.Note note:
                Report(note.Text);
                break;
        }
    }

    private void Published(DhcpLease lease)
    {
        Problem = null;
        _file.Save(lease);
        if (_logged is null || !_logged.HasSameSettings(lease))
            _settings.Log($"{_link}: lease of {lease.Address}/{lease.PrefixLength} from {lease.Server} for {lease.Duration?.ToString() ?? "ever"}");
        _logged = lease;
        _publish(lease);
    }

    private void Withdrawn(string reason)
    {
        _file.Save(null);
        _logged = null;
        _settings.Log($"{_link}: lease withdrawn: {reason}");
        _publish(null);
    }

    /// <summary>The first time only: a server that sends a bad offer sends it again and again.</summary>
    private void Report(string problem)
    {
        if (problem == Problem)
            return;
        Problem = problem;
        _settings.Log($"{_link}: {problem}");
    }

    /// <summary>A refused system call is a lost packet: the state machine's timers repeat it.</summary>
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (LinuxException e)
        {
            Report(e.Message);
        }
    }

    private void Rearm()
    {
        _timer?.Dispose();
        _timer = State.WakeAt is { } at && !_disposed
            ? _arm(at - _settings.Clock(), () => Happened(new DhcpEvent.TimerFired()))
            : null;
    }
}
