using System.Net;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Hosts;

/// <summary>A DHCP server on a host of the laboratory, for networks where the server is not what is judged.</summary>
public sealed class DhcpService
{
    /// <summary>Domain that leases name unless the pool says otherwise.</summary>
    public const string Domain = "lab.test";

    readonly LabHost host;
    readonly DhcpResponder responder;
    Action<MacAddress, IPAddress>? tell;

    internal DhcpService(LabHost host, DhcpPool pool)
    {
        this.host = host;
        Pool = pool;
        responder = new DhcpResponder(pool);
        host.OnUdp(DhcpMessage.ServerPort, Serve);
    }

    /// <summary>What it hands out.</summary>
    public DhcpPool Pool { get; }

    /// <summary>Tells of each address that is granted or granted again.</summary>
    /// <param name="granted">Must be quick: the switch is locked.</param>
    public void OnGranted(Action<MacAddress, IPAddress> granted) => tell = granted;

    /// <summary>While false it is silent, as a server that is down.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Addresses from .10 on of the subnet, with the host as router, name server and time server.</summary>
    internal static DhcpPool PoolOf(IPAddress host, Subnet subnet) => new()
    {
        Server = host,
        PrefixLength = subnet.PrefixLength,
        First = subnet.Address(10),
        Last = subnet.Address(Math.Min(250, subnet.Size - 2)),
        Options = DhcpOptionSet.Empty
            .With(DhcpOptions.Routers, [host])
            .With(DhcpOptions.NameServers, [host])
            .With(DhcpOptions.TimeServers, [host])
            .With(DhcpOptions.Domain, Domain),
    };

    void Serve(UdpArrival arrival)
    {
        if (!Enabled || !DhcpMessage.TryParse(arrival.Payload, out var request, out _) || responder.Answer(request) is not { } answer)
            return;
        host.Send(DhcpFrame.FromServer(answer, host.Mac, host.Address, host.Vlan));
        if (answer.Type == DhcpMessageType.Ack)
            tell?.Invoke(answer.Chaddr, answer.Yiaddr);
    }
}
