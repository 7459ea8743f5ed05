using System.Net;

namespace Ichor.Lab.Peers;

/// <summary>What dnsmasq hands out with each lease and which names it knows. Null or empty: it says nothing about it.</summary>
public sealed record DnsmasqSettings
{
    /// <summary>First and last address of the pool; .100 to .150 of the subnet when null.</summary>
    public (IPAddress First, IPAddress Last)? Pool { get; init; }

    /// <summary>How long leases run; dnsmasq allows no less than two minutes.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Default router (option 3); the peer itself when null.</summary>
    public IPAddress? Router { get; init; }

    /// <summary>Whether there is a default router at all.</summary>
    public bool HasRouter { get; init; } = true;

    /// <summary>Time servers (option 42); the peer itself when null.</summary>
    public IReadOnlyList<IPAddress>? TimeServers { get; init; }

    /// <summary>Domain (option 15).</summary>
    public string? Domain { get; init; } = "lab.test";

    /// <summary>MTU (option 26).</summary>
    public int? Mtu { get; init; }

    /// <summary>Classless routes (option 121) as prefix and gateway.</summary>
    public IReadOnlyList<(string Prefix, IPAddress Gateway)> Routes { get; init; } = [];

    /// <summary>Host names (option 12) and, when given, addresses by Ethernet address.</summary>
    public IReadOnlyList<(string Mac, string? Name, IPAddress? Address)> Hosts { get; init; } = [];

    /// <summary>Names it answers with addresses.</summary>
    public IReadOnlyList<(string Name, IPAddress Address)> Names { get; init; } = [];

    /// <summary>Further arguments, such as <c>--dhcp-option=...</c>.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>The daemon's arguments.</summary>
    internal List<string> Arguments(Peer peer, string leases)
    {
        var (first, last) = Pool ?? (Numbered(peer.Subnet, 100), Numbered(peer.Subnet, 150));
        List<string> arguments =
        [
            "--keep-in-foreground", "--conf-file=/dev/null", "--log-facility=-", "--log-dhcp", "--user=root", "--pid-file=",
            "--no-resolv", "--no-hosts", "--local-service", "--bind-interfaces", "--interface=eth0", "--no-ping", "--dhcp-authoritative",
            $"--dhcp-leasefile={leases}",
            $"--dhcp-range={first},{last},{LeaseTime.TotalSeconds:0}",
            HasRouter ? $"--dhcp-option=option:router,{Router ?? peer.Address}" : "--dhcp-option=option:router",
            $"--dhcp-option=option:ntp-server,{string.Join(',', TimeServers ?? [peer.Address])}",
        ];
        if (Domain is not null)
            arguments.AddRange([$"--domain={Domain}", $"--local=/{Domain}/"]);
        if (Mtu is { } mtu)
            arguments.Add($"--dhcp-option=option:mtu,{mtu}");
        if (Routes.Count > 0)
            arguments.Add($"--dhcp-option=option:classless-static-route,{string.Join(',', Routes.Select(route => $"{route.Prefix},{route.Gateway}"))}");
        arguments.AddRange(Hosts.Select(host => "--dhcp-host=" + string.Join(',', new[] { host.Mac, host.Name, host.Address?.ToString() }.OfType<string>())));
        arguments.AddRange(Names.Select(name => $"--address=/{name.Name}/{name.Address}"));
        arguments.AddRange(More);
        return arguments;
    }

    static IPAddress Numbered(IPNetwork subnet, byte number)
    {
        var bytes = subnet.BaseAddress.GetAddressBytes();
        bytes[^1] += number;
        return new IPAddress(bytes);
    }
}
