using System.Net;

namespace Ichor.Protocols.Dhcp;

/// <summary>Makes a lease of an offer or an acknowledgement.</summary>
/// <remarks>
/// Without a usable address, mask or server there is no lease. Any other option that cannot be read or makes no sense is left out
/// with a note: a wrong list of time servers must not keep a machine off the network.
/// </remarks>
internal sealed class LeaseReader
{
    private const uint InfiniteLease = uint.MaxValue;

    /// <summary>What every host must accept (RFC 791 section 3.1); servers with less are misconfigured, and TCP would crawl.</summary>
    private const int SmallestMtu = 576;

    /// <summary>The kernel takes IPv6 off a link whose MTU is less (RFC 8200 section 5).</summary>
    private const int SmallestMtuOfIpv6 = 1280;

    private readonly DhcpMessage _reply;
    private readonly List<string> _notes = [];

    private LeaseReader(DhcpMessage reply) => _reply = reply;

    /// <summary>Reads the lease that a reply grants from <paramref name="acquiredAt"/> on.</summary>
    /// <param name="reply">Offer or acknowledgement.</param>
    /// <param name="acquiredAt">When the request was sent.</param>
    /// <param name="lease">The lease when the result is null.</param>
    /// <returns>Null, or why there is no lease.</returns>
    public static string? Read(DhcpMessage reply, TimeSpan acquiredAt, out DhcpLease? lease) => new LeaseReader(reply).Read(acquiredAt, out lease);

    private string? Read(TimeSpan acquiredAt, out DhcpLease? lease)
    {
        lease = null;
        if (!IsHost(_reply.Yiaddr))
            return $"the server gives {_reply.Yiaddr}, which is no host's address";
        if (!_reply.Options.TryGet(DhcpOptions.ServerIdentifier, out var server, out var problem))
            return problem ?? "the server does not identify itself (option 54)";
        if (!_reply.Options.TryGet(DhcpOptions.SubnetMask, out var prefixLength, out problem))
            return problem ?? "the server sends no subnet mask (option 1)";
        var seconds = Optional(DhcpOptions.LeaseTime, (uint)DhcpLease.DefaultDuration.TotalSeconds);
        if (seconds == 0)
            return "the lease time is 0";

        TimeSpan? duration = seconds == InfiniteLease ? null : TimeSpan.FromSeconds(seconds);
        var (renew, rebind) = Times(duration ?? TimeSpan.MaxValue);
        var (host, domain) = Names();
        lease = new DhcpLease
        {
            Address = _reply.Yiaddr,
            PrefixLength = prefixLength,
            Server = server,
            AcquiredAt = acquiredAt,
            Duration = duration,
            RenewAfter = renew,
            RebindAfter = rebind,
            Routes = Routes(prefixLength),
            NameServers = Hosts(DhcpOptions.NameServers),
            TimeServers = Hosts(DhcpOptions.TimeServers),
            Hostname = host,
            Domain = domain,
            SearchDomains = Optional(DhcpOptions.DomainSearch, []),
            Mtu = Mtu(),
        };
        lease = lease with { Notes = [.. _notes] };     // all of them: reading the rest may add some
        return null;
    }

    /// <summary>T1 and T2. They must lie in order inside the lease; else the defaults of RFC 2131 section 4.4.5 hold.</summary>
    private (TimeSpan Renew, TimeSpan Rebind) Times(TimeSpan duration)
    {
        var renew = TimeSpan.FromSeconds(Optional(DhcpOptions.RenewalTime, 0u));
        var rebind = TimeSpan.FromSeconds(Optional(DhcpOptions.RebindingTime, 0u));
        if (rebind <= TimeSpan.Zero || rebind >= duration)
            rebind = duration / 8 * 7;
        if (renew <= TimeSpan.Zero || renew >= rebind)
            renew = duration / 2 < rebind ? duration / 2 : rebind / 2;
        return (renew, rebind);
    }

    /// <summary>Option 12 may be a full name: its first label is the host; option 15 wins over the rest.</summary>
    private (string? Host, string? Domain) Names()
    {
        var domain = Optional(DhcpOptions.Domain, "");
        var parts = Optional(DhcpOptions.HostName, "").Split('.', 2);
        if (domain.Length == 0 && parts.Length == 2)
            domain = parts[1];
        return (parts[0].Length == 0 ? null : parts[0], domain.Length == 0 ? null : domain);
    }

    private int? Mtu()
    {
        int mtu = Optional(DhcpOptions.InterfaceMtu, (ushort)0);
        if (mtu is > 0 and < SmallestMtu)
            _notes.Add($"option 26 (interface MTU): {mtu} is below {SmallestMtu} and not used");
        else if (mtu is > 0 and < SmallestMtuOfIpv6)
            _notes.Add($"option 26 (interface MTU): {mtu} is below {SmallestMtuOfIpv6}: the link has no IPv6");
        return mtu < SmallestMtu ? null : mtu;
    }

    private ValueList<DhcpRoute> Routes(int prefixLength)
    {
        var routes = new List<DhcpRoute>();
        foreach (var route in Wanted())
        {
            if (route.Gateway is { } gateway && !IsHost(gateway))
            {
                _notes.Add($"route {route}: the gateway is no host's address");
                continue;
            }
            var onLink = route.Gateway is null || InSubnet(route.Gateway, prefixLength) ? null : new DhcpRoute(route.Gateway, 32, null);
            if (onLink is not null && !routes.Contains(onLink))
                routes.Add(onLink);
            if (!routes.Contains(route))
                routes.Add(route);
        }
        return [.. routes];
    }

    /// <summary>
    /// Classless routes stand alone (RFC 3442: the client MUST ignore the others). Of several routers only the first is taken:
    /// two default routes of one metric cannot exist.
    /// </summary>
    private ValueList<DhcpRoute> Wanted()
    {
        var classless = Optional(DhcpOptions.ClasslessRoutes, []);
        if (classless.Count > 0)
            return classless;
        var routers = Optional(DhcpOptions.Routers, []);
        return [.. routers.Take(1).Select(DhcpRoute.Default), .. Optional(DhcpOptions.StaticRoutes, [])];
    }

    private ValueList<IPAddress> Hosts(DhcpOption<ValueList<IPAddress>> option) => [.. Optional(option, []).Where(IsHost).Distinct()];

    private bool InSubnet(IPAddress address, int prefixLength) =>
        DhcpRoute.Network(address, prefixLength).Equals(DhcpRoute.Network(_reply.Yiaddr, prefixLength));

    private T Optional<T>(DhcpOption<T> option, T absent)
    {
        if (_reply.Options.TryGet(option, out var value, out var problem))
            return value;
        if (problem is not null)
            _notes.Add(problem);
        return absent;
    }

    /// <summary>Not 0.0.0.0/8, loopback, multicast, reserved or broadcast.</summary>
    private static bool IsHost(IPAddress address)
    {
        var first = address.GetAddressBytes()[0];
        return first is not (0 or 127) and < 224;
    }
}
