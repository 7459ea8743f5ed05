using System.Net;

namespace Ichor.Config;

/// <summary>A line of /etc/hosts.</summary>
public sealed record HostEntry(IPAddress Address, ValueList<string> Names, Provenance Because)
{
    internal static HostEntry Read(ObjectReader o) => new(
        o.Required("ip", Scalars.IpAddress, "Address of the host.", "10.0.0.9"),
        o.List("aliases", Scalars.HostName, "Names of the host.", "registry.example.org"),
        o.Because);
}
