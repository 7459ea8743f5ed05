using Ichor.Linux;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Operators;

/// <summary>Runs the DHCP client on one link: sends and receives for it, wakes it, and publishes its lease.</summary>
/// <remarks>All decisions are in <see cref="DhcpClient"/>. Lives on the event loop's thread.</remarks>
public sealed class DhcpOperator : IDisposable
{
    /// <summary>After a mistake of ours: the state has not moved on, and its time may have come already.</summary>
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    private readonly Func<TimeSpan, Action, IDisposable> _arm;
    private readonly string _link;
    private readonly DhcpOperatorSettings _settings;
    private readonly IDhcpTransport _transport;
    private readonly LeaseFile _file;
    private readonly Action<DhcpLease?> _publish;
    private readonly Queue<DhcpEvent> _pending = new();
    private readonly DhcpClient _client;
    private readonly Func<string?> _hostname;
    private IDisposable? _timer;
    private DhcpLease? _logged;
    private string? _saidName;
    private bool _stepping, _disposed;

    /// <summary>Starts without carrier, and publishes at once the lease of an earlier life of this program, if it still runs.</summary>
    /// <param name="loop">The node's loop.</param>
    /// <param name="linkIndex">Index of the link.</param>
    /// <param name="linkName">Name of the link.</param>
    /// <param name="hardwareAddress">Six bytes.</param>
    /// <param name="hostname">The node's name while it is known from elsewhere than this DHCP; asked with each message.</param>
    /// <param name="clientIdentifier">Option 61, or null to send none.</param>
    /// <param name="publish">Takes each new lease, and null when there is none any more.</param>
    /// <param name="settings">Surroundings.</param>
    public DhcpOperator(EventLoop loop, int linkIndex, string linkName, ReadOnlySpan<byte> hardwareAddress, Func<string?> hostname,
        ClientIdentifier? clientIdentifier, Action<DhcpLease?> publish, DhcpOperatorSettings? settings = null)
    {
        _link = linkName;
        _publish = publish;
        _hostname = hostname;
        _settings = settings ?? new DhcpOperatorSettings();
        _arm = _settings.Arm ?? loop.Arm;
        var mac = MacAddress.FromBytes(hardwareAddress);
        _client = new DhcpClient(new DhcpClientOptions
        {
            HardwareAddress = mac,
            ClientIdentifier = clientIdentifier,
            Hostname = hostname,
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
    public DhcpOperator(EventLoop loop, int linkIndex, string linkName, ReadOnlySpan<byte> hardwareAddress, Func<string?> hostname,
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

    /// <summary>Who else uses the address that is granted to us again and again; null once a check found nobody.</summary>
    public string? Conflict { get; private set; }

    /// <summary>A mistake of ours in the last step; null when it made none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Tells whether the link can carry packets; repeating it is harmless.</summary>
    public void CarrierChanged(bool up) => Happened(up ? new DhcpEvent.CarrierUp() : new DhcpEvent.CarrierDown());

    /// <summary>The host may have another name: a server that has granted a lease hears of it, once.</summary>
    public void TellName()
    {
        if (State is not DhcpState.Bound || _hostname() is not { Length: > 0 } name || name == _saidName)
            return;
        _saidName = name;
        Happened(new DhcpEvent.Renamed());
    }

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

    /// <summary>Whatever goes wrong, there is a timer afterwards: nobody else would wake the client.</summary>
    private void Step(DhcpEvent happened)
    {
        var before = State;
        var trouble = (Problem, Conflict, Fault);
        Fault = null;
        try
        {
            (State, var effects) = _client.Step(before, happened, new DhcpClock(_settings.Clock(), _settings.Random()));
            if (ReferenceEquals(before, State) && effects.IsEmpty && happened is not DhcpEvent.TimerFired)
            {
                Fault = trouble.Fault;      // nothing was tried
                return;
            }
            // Listening comes first: an answer can be faster than the next system call.
            Try(() => _transport.ListenFor(State));
            foreach (var effect in effects)
                Try(() => Do(effect));
            if (State is DhcpState.Bound && before is not DhcpState.Bound)
                Try(TellName);      // one that came while the lease was granted and checked
        }
        catch (Exception e)
        {
            Fail(e);
        }
        Rearm();
        if (trouble != (Problem, Conflict, Fault))
            _settings.Troubled();
    }

    private void Do(DhcpEffect effect)
    {
        switch (effect)
        {
            case DhcpEffect.Broadcast broadcast:
                Said(broadcast.Message);
                _transport.Broadcast(broadcast.Message);
                break;
            case DhcpEffect.Unicast unicast:
                Said(unicast.Message);
                _transport.Unicast(unicast.Message, unicast.Server);
                break;
            case DhcpEffect.Probe probe:
                _transport.Send(probe.Packet);
                break;
            case DhcpEffect.Announce announce:
                Conflict = null;
                _transport.Send(announce.Packet);
                break;
            case DhcpEffect.Conflict conflict:
                TakenByOther(conflict.Reason);
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

    private void Said(DhcpMessage message)
    {
        if (message.Type == DhcpMessageType.Request)
            _saidName = message.Options.TryGet(DhcpOptions.HostName, out var name) ? name : null;
    }

    private void Published(DhcpLease lease)
    {
        Problem = null;
        _file.Save(lease);
        // A server that gives the same taken address again and again is told of once.
        if (Conflict is null && (_logged is null || !_logged.HasSameSettings(lease)))
            _settings.Log($"{_link}: lease of {lease.Address}/{lease.PrefixLength} from {lease.Server} for {lease.Duration?.ToString() ?? "ever"}");
        foreach (var note in lease.Notes.Where(note => _logged?.Notes.Contains(note, StringComparer.Ordinal) != true))
            _settings.Log($"{_link}: lease of {lease.Server}: {note}");
        _logged = lease;
        _publish(lease);
    }

    private void Withdrawn(string reason)
    {
        _file.Save(null);
        if (Conflict is null)
        {
            _logged = null;
            _settings.Log($"{_link}: lease withdrawn: {reason}");
        }
        _publish(null);
    }

    private void TakenByOther(string reason)
    {
        if (Conflict != reason)
            _settings.Log($"{_link}: {reason}: the address is declined, and its server asked again");
        Problem = Conflict = reason;
    }

    /// <summary>The first time only: a server that sends a bad offer sends it again and again.</summary>
    private void Report(string problem)
    {
        if (problem == Problem)
            return;
        Problem = problem;
        _settings.Log($"{_link}: {problem}");
    }

    private void Fail(Exception e)
    {
        Fault = $"{e.GetType().Name}: {e.Message}";
        Report(Fault);
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
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Rearm()
    {
        _timer?.Dispose();
        _timer = null;
        if (State.WakeAt is not { } at || _disposed)
            return;
        var wait = at - _settings.Clock();
        _timer = _arm(Fault is not null && wait < PauseAfterFault ? PauseAfterFault : wait, () => Happened(new DhcpEvent.TimerFired()));
    }
}
