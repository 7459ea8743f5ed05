namespace Ichor.Config;

/// <summary>What the documents of a config must not contradict among each other.</summary>
internal static class DocumentRules
{
    /// <param name="machine">The config.</param>
    /// <param name="fine">One whose links were found to be fine; null for none.</param>
    /// <param name="report">Takes what is wrong.</param>
    public static void Check(MachineConfig machine, MachineConfig? fine, Action<Place, string> report)
    {
        if (fine is null || !LinkRules.AreAlike(fine, machine))
            new LinkRules(machine, report).Check();
        RefuseSecond(machine.Documents.Vips, vip => vip.Address, vip => vip.Because, "is a shared address", report);
        RefuseSecond(machine.Documents.BlackholeRoutes, route => route.Destination, route => route.Because, "is dropped", report);
    }

    /// <summary>Machines find each other by the identifier of their cluster, and hide what they say by its secret.</summary>
    public static void CheckDiscovery(ClusterConfig cluster, Action<Place, string> report)
    {
        if (cluster.Discovery.Because is not { } because)
            return;
        if (cluster.Id is null)
            report(new Place("", "cluster.discovery", because, false), "needs cluster.id (or a DiscoveryIdentityConfig)");
        if (cluster.Secret is null)
            report(new Place("", "cluster.discovery", because, false), "needs cluster.secret (or a DiscoveryIdentityConfig)");
    }

    // Documents of one kind and name were refused when they were read; here two texts mean the same, or two kinds are about one thing.
    private static void RefuseSecond<T, TKey>(ValueList<T> documents, Func<T, TKey> key, Func<T, Provenance> because,
        string what, Action<Place, string> report) where TKey : notnull
    {
        var seen = new Dictionary<TKey, Provenance>();
        foreach (var document in documents)
            if (!seen.TryAdd(key(document), because(document)))
                report(new Place("", "name", because(document), true), $"{key(document)} {what} by {seen[key(document)]} already");
    }
}
