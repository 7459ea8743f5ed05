using System.Globalization;
using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>The host name and, apart from it, the domain.</summary>
public sealed record HostnameSpec(string Hostname, string Domain)
{
    /// <summary>Divides a fully qualified name at the first dot.</summary>
    public static HostnameSpec Split(string name)
    {
        var dot = name.IndexOf('.');
        return dot < 0 ? new(name, "") : new(name[..dot], name[(dot + 1)..]);
    }

    public string FullName => Domain.Length == 0 ? Hostname : $"{Hostname}.{Domain}";
}

/// <summary>Name servers in order of preference, and the domains to complete short names with. A null list is "no opinion".</summary>
public sealed record ResolverSpec(ValueList<IPAddress>? Servers, ValueList<string>? SearchDomains);

/// <summary>Time servers in order of preference: names or addresses.</summary>
public sealed record TimeServerSpec(ValueList<string> Servers);

/// <summary>A running thing that is wanted on a link.</summary>
public sealed record OperatorKey(OperatorKind Kind, LinkName Link)
{
    public override string ToString() => $"{Kind.Text()}/{Link}";
}

public enum OperatorKind
{
    Dhcp4,
}

public static class OperatorKindText
{
    public static string Text(this OperatorKind kind) => kind switch { _ => "dhcp4" };
}

/// <summary>How a DHCPv4 client is to behave.</summary>
public sealed record OperatorSpec
{
    /// <summary>Metric of the routes it learns; null takes 1024, or more where several links learn a default route.</summary>
    public uint? RouteMetric { get; init; }

    public DhcpClientIdentifier ClientIdentifier { get; init; } = DhcpClientIdentifier.Mac;

    /// <summary>The identifier itself, if it is a given DUID.</summary>
    public ValueList<byte> Duid { get; init; }

    /// <summary>It neither asks for a host name nor takes one.</summary>
    public bool IgnoreHostname { get; init; }

    /// <summary>Routes of its leases are not taken.</summary>
    public bool IgnoreRoutes { get; init; }

    public override string ToString()
    {
        var words = new List<string>();
        if (RouteMetric is { } metric)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"metric {metric}"));
        if (ClientIdentifier == DhcpClientIdentifier.None)
            words.Add("without client identifier");
        if (ClientIdentifier == DhcpClientIdentifier.Duid)
            words.Add($"client identifier {Convert.ToHexStringLower(Duid.AsSpan())}");
        if (IgnoreHostname)
            words.Add("ignoring the host name");
        if (IgnoreRoutes)
            words.Add("ignoring routes");
        return string.Join(", ", words);
    }
}
