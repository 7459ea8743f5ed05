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
    /// <param name="world">Where to look.</param>
    /// <param name="learnt">Called once, with what there is.</param>
    /// <param name="failed">Called in its place when it cannot be told.</param>
    public static void Learn(NodeWorld world, Action<Connectivity> learnt, Action<Exception> failed)
    {
        List<Gateway> gateways = [];
        var done = false;
        IGatewayWatch? watch = null;
        IDisposable? limit = null;

        void Fail(Exception e)
        {
            done = true;
            limit?.Dispose();
            watch?.Dispose();
            failed(e);
        }

        void Finish()
        {
            if (done)
                return;
            Connectivity facts;
            try
            {
                facts = world.Look(watch!.Answers);
            }
            catch (Exception e)
            {
                Fail(e);
                return;
            }
            done = true;
            limit?.Dispose();
            watch.Dispose();
            learnt(facts);
        }

        void Look()
        {
            if (watch is not null && gateways.TrueForAll(watch.IsKnown))
                Finish();
        }

        try
        {
            gateways = [.. world.Gateways()];
            watch = world.WatchGateways(Look);
            watch.Ask(gateways.Where(gateway => !watch.IsKnown(gateway)).ToList());
        }
        catch (Exception e)
        {
            Fail(e);
            return;
        }
        limit = world.Arm(Patience, Finish);
        Look();
    }
}
