using System.Net;
using System.Text;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Network;

namespace Ichor.Node.Files;

/// <summary>
/// Keeps the host name of the kernel and resolv.conf, hosts and hostname in step with the plan. /etc itself is read-only;
/// its entries are links to these files in /run.
/// </summary>
internal sealed unsafe class EtcFiles(string folder)
{
    public const string DefaultFolder = "/run/ichor";

    private HostnameSpec? _hostname;

    /// <summary>That name servers which were given are not asked.</summary>
    public IEnumerable<Condition> Conditions { get; private set; } = [];

    internal static IEnumerable<Condition> ConditionsOf(ResolverSpec resolvers) =>
        (resolvers.Servers ?? []).Skip(NodeFiles.MaxNameServers).ToList() is { Count: > 0 } unused
            ? [new(new ObjectKey("resolvers", "/etc/resolv.conf"), ConditionState.Applied,
                $"not used: {string.Join(' ', unused)}; programs read the first {NodeFiles.MaxNameServers} name servers", null)]
            : [];

    public void Apply(Plan plan, IPAddress? ownAddress, MachineConfig? config)
    {
        var hostname = plan.Hostname.Spec;
        if (hostname != _hostname)
        {
            _hostname = hostname;
            Log.Info($"host name is {hostname.FullName}, from {plan.Hostname.Because}");
            SetHostname(hostname);
        }
        Conditions = ConditionsOf(plan.Resolvers);
        var ownDomain = config?.Network.DisableSearchDomain != true;
        if (AtomicFile.Write(Path.Combine(folder, "resolv.conf"), NodeFiles.ResolvConf(plan.Resolvers, hostname, ownDomain)))
            Log.Info($"name servers are {string.Join(' ', plan.Resolvers.Servers ?? [])}");
        AtomicFile.Write(Path.Combine(folder, "hosts"), NodeFiles.Hosts(hostname, ownAddress, config?.Network.ExtraHostEntries ?? []));
        AtomicFile.Write(Path.Combine(folder, "hostname"), hostname.Hostname + "\n");
    }

    /// <summary>A name that the kernel refuses (its limit is 64 bytes, DNS allows 253) is still good for the files.</summary>
    private static void SetHostname(HostnameSpec name)
    {
        Set(name.Hostname, Libc.SetHostName, "sethostname");
        Set(name.Domain, Libc.SetDomainName, "setdomainname");
    }

    private delegate int Setter(byte* text, nuint length);

    private static void Set(string text, Setter set, string operation)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
            if (set(start, (nuint)bytes.Length) < 0)
                Log.Warning($"{operation} {text}: {Errno.Name(Libc.LastError)}");
    }
}
