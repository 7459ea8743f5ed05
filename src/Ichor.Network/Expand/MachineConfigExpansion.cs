using Ichor.Config;

namespace Ichor.Network;

/// <summary><c>machine.network</c> and <c>machine.time</c> of the machine config.</summary>
internal static class MachineConfigExpansion
{
    public const string Owner = "config";

    public static void Expand(Scope scope, MachineConfig config)
    {
        var network = config.Network;
        foreach (var (i, device) in network.Interfaces.Index())
        {
            var path = $"machine.network.interfaces[{i}]";
            if (!device.Ignore)
                scope.Fragment.Try("config", path, Why(device.Because), () => DeviceExpansion.Expand(scope, path, device));
            else if (device.Interface is { } left)
                scope.TellIgnored(left, Why(device.Because));
            else
                scope.SelectOrTell(device.Selector!, path, Why(device.Because));
        }

        DocumentExpansion.Expand(scope, config.Documents);
        if (network.Hostname is { } hostname)
            scope.Fragment.Hostnames.Add((HostnameSpec.Split(hostname.Value), Why(hostname.Because)));
        Resolvers(scope, network);
        if (!config.Time.Servers.IsEmpty)
            scope.Fragment.TimeServers.Add((new TimeServerSpec([.. config.Time.Servers.Select(server => server.Value)]),
                Why(config.Time.Servers[0].Because)));
    }

    public static Because Why(Provenance provenance) => new(Layer.Configuration, Owner, provenance);

    // Two wishes, so that each is explained by its own line.
    private static void Resolvers(Scope scope, NetworkConfig network)
    {
        if (!network.Nameservers.IsEmpty)
            scope.Fragment.Resolvers.Add((new ResolverSpec([.. network.Nameservers.Select(server => server.Value)], null), Why(network.Nameservers[0].Because)));
        if (network.SearchDomains is { } domains)
            scope.Fragment.Resolvers.Add((new ResolverSpec(null, [.. domains.Select(domain => domain.Value)]),
                Why(domains.IsEmpty ? network.SearchDomainsBecause ?? Provenance.BuiltIn : domains[0].Because)));
    }
}
