using System.Text.Json;
using Ichor.Api;
using Ichor.Api.Local;

namespace Ichor.Ctl.Report;

/// <summary>What a node says of itself, as its tables and explanations have it at one moment.</summary>
internal sealed class NodeTables
{
    public required IReadOnlyList<ResourceView> Links { get; init; }

    public required IReadOnlyList<ResourceView> Addresses { get; init; }

    public required IReadOnlyList<ResourceView> Routes { get; init; }

    public required IReadOnlyList<ResourceView> Rules { get; init; }

    public required IReadOnlyList<ResourceView> BridgeVlans { get; init; }

    public required IReadOnlyList<ResourceView> Peers { get; init; }

    public required IReadOnlyList<ResourceView> Ethernet { get; init; }

    public required IReadOnlyList<ResourceView> Operators { get; init; }

    /// <summary>What every source wants of host name, resolvers, time servers, and of the links with operators.</summary>
    public required IReadOnlyList<JsonElement> Explanations { get; init; }

    public static async Task<NodeTables> ReadAsync(LocalClient client, CancellationToken stopping)
    {
        var types = await client.TypesAsync(stopping);
        Task<IReadOnlyList<ResourceView>> Get(string name) => client.GetAsync(TypeArgument.Resolve(name, types).Name, null, stopping);

        var operators = await Get("operators");
        var explanations = new List<JsonElement>();
        foreach (var kind in new[] { "hostname", "resolvers", "timeservers" })
            explanations.Add(await client.ExplainAsync(kind, "", stopping));
        foreach (var run in operators.Where(run => run["address"].Length > 0))
            explanations.Add(await client.ExplainAsync("link", run.Id[(run.Id.IndexOf('/') + 1)..], stopping));
        return new NodeTables
        {
            Links = await Get("links"),
            Addresses = await Get("addresses"),
            Routes = await Get("routes"),
            Rules = await Get("rules"),
            BridgeVlans = await Get("bridgevlans"),
            Peers = await Get("wireguard"),
            Ethernet = await Get("ethtool"),
            Operators = operators,
            Explanations = explanations,
        };
    }
}
