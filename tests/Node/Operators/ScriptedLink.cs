using System.Net;
using Ichor.Linux;
using Ichor.Node.Operators;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Tests.Operators;

/// <summary>A link with a small server at its far end, which can be silent.</summary>
internal sealed class ScriptedLink : IDhcpTransport
{
    public static readonly IPAddress Server = IPAddress.Parse("10.9.0.1"), Address = IPAddress.Parse("10.9.0.50");

    private readonly DhcpResponder _server = new(new DhcpPool { Server = Server, PrefixLength = 24, First = Address, Last = IPAddress.Parse("10.9.0.60") });

    public bool IsSilent { get; set; }

    public bool IsBroken { get; set; }

    /// <summary>A mistake of ours that strikes on every message that is sent.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What the server's answers say beside the address.</summary>
    public Func<DhcpOptionSet, DhcpOptionSet> Change { get; set; } = static options => options;

    public List<string> Sent { get; } = [];

    public List<string?> Names { get; } = [];

    public DhcpState? ListensFor { get; private set; }

    public Action<DhcpMessage> MessageReceived { private get; set; } = static _ => { };

    public Action<ArpPacket> ArpReceived { get; set; } = static _ => { };

    public void ListenFor(DhcpState state) => ListensFor = state;

    public void Broadcast(DhcpMessage message) => Take("broadcast", message);

    public void Unicast(DhcpMessage message, IPAddress server) => Take("unicast", message);

    public void Send(ArpPacket packet) => Sent.Add(packet.IsProbe ? "probe" : "announcement");

    public void Dispose()
    {
    }

    private void Take(string way, DhcpMessage message)
    {
        if (IsBroken)
            throw new LinuxException("send a frame", 100);
        if (Fault is not null)
            throw Fault;
        Sent.Add($"{way} {message.Type}");
        Names.Add(message.Options.TryGet(DhcpOptions.HostName, out var name) ? name : null);
        if (!IsSilent && _server.Answer(message) is { } answer)
            MessageReceived(answer with { Options = Change(answer.Options) });
    }
}
