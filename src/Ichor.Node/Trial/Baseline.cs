namespace Ichor.Node.Trial;

/// <summary>Learns what connectivity there is before something changes.</summary>
internal static class Baseline
{
    /// <summary>For a gateway that nobody has talked to yet. In a local network an answer takes a thousandth of that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>As the kernel knows it.</summary>
    public static Connectivity Now(NodeWorld world)
    {
        using var watch = world.WatchGateways(() => { });
        return world.Look(watch.Answers);
    }

    /// <summary>After gateways that were never asked have been: at once where there are none.</summary>
    public static void Learn(NodeWorld world, Action<Connectivity> learnt)
    {
        var gateways = world.Gateways().ToList();
        var done = false;
        IGatewayWatch? watch = null;
        IDisposable? limit = null;

        void Finish()
        {
            if (done)
                return;
            done = true;
            limit?.Dispose();
            var facts = world.Look(watch!.Answers);
            watch.Dispose();
            learnt(facts);
        }

        void Look()
        {
            if (watch is not null && gateways.TrueForAll(watch.IsKnown))
                Finish();
        }

        watch = world.WatchGateways(Look);
        watch.Ask(gateways.Where(gateway => !watch.IsKnown(gateway)).ToList());
        limit = world.Arm(Patience, Finish);
        Look();
    }
}
