using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network.Tests.Planning;

/// <summary>What speaks beside the config: a command line and leases, about the same links as <see cref="RandomConfig"/>.</summary>
internal static class RandomSources
{
    /// <summary>Arguments that contradict the config as often as not; those of one seed are always the same.</summary>
    public static CommandLine CommandLineOf(int seed)
    {
        var random = new Random(seed);
        bool Maybe() => random.Next(2) == 0;
        string Nic() => $"eth{random.Next(4)}";
        List<string> words = [];
        if (Maybe())
            words.Add($"bond={(Maybe() ? "bond0" : "x0")}:{Nic()},{Nic()}:mode={(Maybe() ? "802.3ad" : "active-backup")}{(Maybe() ? ",miimon=50,updelay=100" : "")}");
        if (Maybe())
            words.Add($"vlan=v{random.Next(2)}00:{(Maybe() ? "bond0" : Nic())}");
        for (var i = 0; i < 2; i++)
            if (Maybe())
                words.Add($"ip=10.5{i}.0.5::10.5{i}.0.1:24::{(Maybe() ? "bond0" : Nic())}");
        if (random.Next(4) == 0)
            words.Add($"talos.network.interface.ignore={Nic()}");
        return CommandLine.Parse(string.Join(' ', words));
    }

    /// <summary>A lease with a router for most of the operators of a plan, and silence or nothing for the others.</summary>
    public static Dictionary<OperatorKey, LeaseSpec?> LeasesFor(Plan plan, int seed)
    {
        var random = new Random(seed);
        var leases = new Dictionary<OperatorKey, LeaseSpec?>();
        foreach (var (i, key) in plan.Operators.Keys.OrderBy(key => key.ToString(), StringComparer.Ordinal).Index())
            if (random.Next(4) > 0)
                leases[key] = random.Next(4) == 0 ? null : new LeaseSpec
                {
                    Address = InterfaceAddress.Parse($"10.6{i}.0.77/24"),
                    Routes = [new LeaseRoute(IpPrefix.AnyV4, IPAddress.Parse($"10.6{i}.0.1"))],
                    Mtu = random.Next(3) == 0 ? 1400u : 0,
                };
        return leases;
    }
}
