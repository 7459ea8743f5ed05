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

    private static void Resolvers(Scope scope, NetworkConfig network)
    {
        ValueList<System.Net.IPAddress>? servers = network.Nameservers.IsEmpty ? null : [.. network.Nameservers.Select(server => server.Value)];
        ValueList<string>? domains = network.SearchDomains is { } list ? [.. list.Select(domain => domain.Value)] : null;
        if (servers is null && domains is null)
            return;
        var because = network.Nameservers.IsEmpty
            ? network.SearchDomains is { Count: > 0 } some ? some[0].Because : Provenance.BuiltIn
            : network.Nameservers[0].Because;
        scope.Fragment.Resolvers.Add((new ResolverSpec(servers, domains), Why(because)));
    }
}
