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
/// <param name="RouteMetric">Metric of the routes it learns; null takes 1024, or more where several links learn a default route.</param>
public sealed record OperatorSpec(uint? RouteMetric = null, bool SendClientId = true);
