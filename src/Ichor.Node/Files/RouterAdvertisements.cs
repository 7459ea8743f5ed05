using Ichor.Config;

namespace Ichor.Node.Files;

/// <summary>
/// A machine that forwards IPv6 takes no more notice of router advertisements, and loses the default route that it has from them
/// (accept_ra of Documentation/networking/ip-sysctl.rst; rt6_purge_dflt_routers of net/ipv6/route.c), unless it is told to
/// (2). Who switches forwarding on in a config means to route, not to be cut off.
/// </summary>
internal static class RouterAdvertisements
{
    /// <summary>Of accept_ra: only while the link does not forward.</summary>
    public const string KernelDefault = "1";

    private const string Always = "2";
    private const string Folder = "net/ipv6/conf/";

    /// <summary>What follows from these parameters, to be written before them. What they say of it themselves stays their business.</summary>
    /// <param name="asked">machine.sysctls.</param>
    /// <param name="present">Names below /proc/sys/net/ipv6/conf.</param>
    public static IEnumerable<KernelParameter> Wishes(IEnumerable<KernelParameter> asked, IEnumerable<string> present)
    {
        var parameters = asked.ToList();
        if (parameters.Count == 0)
            yield break;    // a thousand links are not listed for nothing
        var said = parameters.Select(parameter => parameter.Path).ToHashSet(StringComparer.Ordinal);
        if (said.Contains(PathOf("all")))
            yield break;
        var links = present.Append("default").Where(link => link is not ("all" or "lo")).ToList();
        foreach (var forwarding in parameters.Where(parameter => parameter.Value != "0"))
            foreach (var link in ForwardingLink(forwarding.Path) switch { null => [], "all" => links, var one => [one] })
                if (said.Add(PathOf(link)))
                    yield return forwarding with { Key = PathOf(link), Path = PathOf(link), Value = Always };
    }

    private static string PathOf(string link) => $"{Folder}{link}/accept_ra";

    /// <summary>The link whose forwarding a path is about; null for another path.</summary>
    private static string? ForwardingLink(string path) => path.Split('/') is ["net", "ipv6", "conf", var link, "forwarding"] ? link : null;
}
