namespace Ichor.Config;

/// <summary>An entry of <c>hostnames</c> (Talos's HostnameSpecSpec).</summary>
public sealed record PlatformHostname(string Hostname, string Domain, Provenance Because)
{
    internal static PlatformHostname Read(ObjectReader o)
    {
        var hostname = new PlatformHostname(
            o.Required("hostname", Scalars.HostName, "Host name of the machine; what stands after a dot is its domain.", "node1"),
            o.OptionalOrNull("domainname", Scalars.HostName, "Domain of the machine.", "example.org") ?? "",
            o.Because);
        PlatformConfig.ReadLayer(o);
        return hostname;
    }

    /// <summary>The name with the domain.</summary>
    public string FullName => Domain.Length == 0 ? Hostname : $"{Hostname}.{Domain}";
}
