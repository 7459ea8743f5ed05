using System.Net;
using System.Text;
using Ichor.Config;

namespace Ichor.Network;

/// <summary>The texts of the files in /etc that follow from the network.</summary>
public static class NodeFiles
{
    /// <summary>More name servers than this are not read by the C library (resolv.conf(5), MAXNS).</summary>
    public const int MaxNameServers = 3;

    /// <summary>/etc/resolv.conf. The machine's own domain comes first in the search list unless the config says otherwise.</summary>
    public static string ResolvConf(ResolverSpec resolvers, HostnameSpec hostname, bool ownDomain = true)
    {
        var text = new StringBuilder();
        foreach (var server in (resolvers.Servers ?? []).Take(MaxNameServers))
            text.Append("nameserver ").Append(server).Append('\n');
        var own = ownDomain && hostname.Domain.Length > 0 ? new[] { hostname.Domain } : [];
        var domains = own.Concat(resolvers.SearchDomains ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (domains.Count > 0)
            text.Append("\nsearch ").AppendJoin(' ', domains).Append('\n');
        return text.ToString();
    }

    /// <summary>/etc/hosts: the loopback, the machine itself once it has an address, and the entries of the config.</summary>
    public static string Hosts(HostnameSpec hostname, IPAddress? own, IEnumerable<HostEntry> extra)
    {
        var rows = new List<(string Address, string Names)> { ("127.0.0.1", "localhost") };
        if (own is not null)
            rows.Add((own.ToString(), hostname.Domain.Length == 0 ? hostname.Hostname : $"{hostname.FullName} {hostname.Hostname}"));
        rows.Add(("::1", "localhost ip6-localhost ip6-loopback"));
        rows.Add(("ff02::1", "ip6-allnodes"));
        rows.Add(("ff02::2", "ip6-allrouters"));
        rows.AddRange(extra.GroupBy(entry => entry.Address)
            .Select(group => (group.Key.ToString(), string.Join(' ', group.SelectMany(entry => entry.Names).Distinct(StringComparer.OrdinalIgnoreCase)))));

        var width = rows.Max(row => row.Address.Length) + 1;
        return string.Concat(rows.Select(row => $"{row.Address.PadRight(width)}{row.Names}\n"));
    }
}
