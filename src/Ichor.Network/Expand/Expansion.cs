using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>From sources to wishes. Each rule reads only what is fixed about links (names, hardware), never counters or carrier.</summary>
public static class Expansion
{
    public static Fragment Expand(Inputs inputs, Observed observed) => Expand(inputs, observed, null).Fragment;

    /// <summary>The same, with what came of each document for the next pass.</summary>
    /// <param name="inputs">The sources.</param>
    /// <param name="observed">The links.</param>
    /// <param name="earlier">What came of documents in the pass before.</param>
    internal static (Fragment Fragment, ExpandedDocuments Documents) Expand(Inputs inputs, Observed observed, ExpandedDocuments? earlier)
    {
        var scope = new Scope(inputs, observed, earlier);
        if (inputs.Config is { } config)
            MachineConfigExpansion.Expand(scope, config);
        if (inputs.Platform is { } platform)
            PlatformExpansion.Expand(scope, platform);
        WithdrawOperatorsOfIgnored(scope);
        CommandLineExpansion.Expand(scope, inputs.CommandLine);

        // What has been named so far is somebody's; the built-in defaults are for the rest.
        var mentioned = scope.Fragment.Links.Select(entry => entry.Key).ToHashSet();
        DefaultExpansion.Expand(scope, mentioned);
        if (inputs.Config is { } machine)
            EthernetExpansion.Expand(scope, machine.Documents);
        AsFoundExpansion.Expand(scope);
        scope.AddAliases();
        BondMonitorExpansion.Expand(scope.Fragment);
        LeaseExpansion.Expand(scope);
        scope.Documents.Done(scope.Fragment);
        return (scope.Fragment, scope.Documents);
    }

    /// <summary>
    /// <c>talos.network.interface.ignore</c> keeps operators of config and platform off a link, too; what these say of the link itself
    /// still holds, and is what it is for: a link that must not ask a DHCP server.
    /// </summary>
    private static void WithdrawOperatorsOfIgnored(Scope scope)
    {
        if (scope.Inputs.CommandLine.IgnoredInterfaces.IsEmpty)
            return;
        var ignored = scope.Inputs.CommandLine.IgnoredInterfaces.ToLookup(name => scope.Resolve(name.Value), name => name.Because);
        foreach (var entry in scope.Fragment.Operators.Where(entry => ignored.Contains(entry.Key.Link)).ToList())
        {
            scope.Fragment.Operators.Remove(entry);
            scope.Fragment.Unmet("operator", entry.Key.ToString(), ConditionState.Applied, $"not started: {ignored[entry.Key.Link].First()} says to leave {entry.Key.Link} alone", entry.Because);
        }
    }

    /// <summary>Links that the command line or the config says to leave alone.</summary>
    internal static HashSet<LinkName> Ignored(Scope scope)
    {
        var ignored = scope.Inputs.CommandLine.IgnoredInterfaces.Select(name => scope.Resolve(name.Value)).ToHashSet();
        foreach (var device in scope.Inputs.Config?.Network.Interfaces ?? [])
            if (device.Ignore)
                ignored.UnionWith(device.Interface is { } name
                    ? [scope.Resolve(name)]
                    : scope.Select(device.Selector!).Select(link => link.Name));
        return ignored;
    }
}
