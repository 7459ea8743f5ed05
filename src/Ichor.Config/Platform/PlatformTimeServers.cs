namespace Ichor.Config;

/// <summary>An entry of <c>timeServers</c> (Talos's TimeServerSpecSpec).</summary>
public sealed record PlatformTimeServers(ValueList<string> Servers, Provenance Because)
{
    internal static PlatformTimeServers Read(ObjectReader o)
    {
        var servers = new PlatformTimeServers(o.List("timeServers", DocumentScalars.NtpServer, "Host names or addresses of NTP servers.", "time.example.org"), o.Because);
        var secure = o.Optional("useNTS", Scalars.Bool, false, "Whether Network Time Security is used.");
        o.NotYet("useNTS", "Network Time Security", secure);
        PlatformConfig.ReadLayer(o);
        return servers;
    }
}
