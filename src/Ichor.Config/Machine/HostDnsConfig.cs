namespace Ichor.Config;

/// <summary><c>hostDNS</c>: the machine's own DNS cache.</summary>
public sealed record HostDnsConfig
{
    public bool Enabled { get; init; }

    public bool ForwardKubeDnsToHost { get; init; }

    public bool ResolveMemberNames { get; init; }

    internal static HostDnsConfig Read(ObjectReader o)
    {
        var dns = new HostDnsConfig
        {
            Enabled = o.Optional("enabled", Scalars.Bool, false, "Whether the cache runs."),
            ForwardKubeDnsToHost = o.Optional("forwardKubeDNSToHost", Scalars.Bool, false, "Whether the cluster's DNS asks the cache."),
            ResolveMemberNames = o.Optional("resolveMemberNames", Scalars.Bool, false, "Whether the cache knows the names of the cluster's machines."),
        };
        return o.Validate(dns, (at, read) =>
        {
            if (read.ForwardKubeDnsToHost && !read.Enabled)
                at.Error("forwardKubeDNSToHost", "needs 'enabled: true'");
        });
    }
}
