using System.Diagnostics;
using System.Net;
using Ichor.Benchmarks.Report;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network;

namespace Ichor.Benchmarks.Scale;

/// <summary>What the node thinks about before it says a word to the kernel: reading the config, and planning.</summary>
internal static class ScalePlan
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    public static BenchTable Run()
    {
        var text = new ScaleScene(Change.None).Config();
        var inputs = new Inputs { CommandLine = CommandLine.Parse(""), Config = Load(text), ConfigHasSpoken = true };
        var observed = new Observed();
        observed.Put(new LinkStatus { Index = 1, Name = LinkName.Parse("lo"), Up = true, Named = true });
        var fresh = Planner.Plan(inputs, observed);
        var carriedOut = CarriedOut(fresh);
        var left = Planner.Plan(inputs, carriedOut).Operations.ToList();
        if (left.Count > 0)
            throw new InvalidOperationException($"a machine in sync must have an empty plan, but: {left[0]} (of {left.Count})");
        return new BenchTable("Scale: thinking",
            $"A config of {text.Length / 1024} KiB: {ScaleScene.Vlans:N0} VLANs, {ScaleScene.Routes:N0} routes, {ScaleScene.Peers:N0} peers. Best of all runs in two seconds "
                + "after warming up, JIT.",
            ["step", "best", "allocated"],
            [
                ["read the config", .. Best(() => Load(text))],
                [$"plan from nothing ({fresh.Operations.Count():N0} operations)", .. Best(() => Planner.Plan(inputs, observed))],
                ["plan of nothing", .. Best(() => Planner.Plan(inputs, carriedOut))],
            ]);
    }

    private static MachineConfig Load(string text)
    {
        var (config, problems) = ConfigFile.Load("bench.yaml", text, ConfigMode.Metal);
        return config ?? throw new InvalidOperationException(string.Join("\n", problems));
    }

    /// <summary>A kernel that did all of it.</summary>
    private static Observed CarriedOut(Plan plan)
    {
        var observed = new Observed();
        var index = 0;
        foreach (var (name, merged) in plan.Links.OrderBy(link => link.Value.Spec.Parent is not null).ThenBy(link => link.Key))
        {
            var kind = merged.Spec.Kind?.Name ?? "";
            observed.Put(new LinkStatus
            {
                Index = ++index,
                Name = name,
                Kind = kind,
                Up = true,
                Carrier = true,
                OperationalState = "up",
                Mtu = merged.Spec.WireGuard is null ? 1500u : 1420,
                Multicast = false,      // a dummy link has none, and what is on it neither
                Group = kind.Length > 0 ? Ownership.LinkGroup : 0,
                Settings = merged.Spec.Settings.Applicable(),
                Type = (ushort)(merged.Spec.WireGuard is null ? LinkStatus.EthernetType : 65534),
                ParentIndex = merged.Spec.Parent is { } parent ? observed.Link(parent)!.Index : 0,
                WireGuard = Tunnel(merged.Spec.WireGuard),
            });
        }
        foreach (var (key, merged) in plan.Addresses)
            observed.Put(new AddressStatus
            {
                LinkIndex = observed.Link(key.Link)!.Index,
                Address = key.Address,
                Scope = merged.Spec.Scope,
                Metric = merged.Spec.Metric,
                Protocol = Ownership.Protocol,
            });
        foreach (var (key, merged) in plan.Routes)
            observed.Put(new RouteStatus
            {
                Destination = key.Destination,
                Gateway = merged.Spec.Gateway,
                Metric = key.Metric,
                Protocol = Ownership.Protocol,
                LinkIndex = observed.Link(merged.Spec.Link!.Value)!.Index,
            });
        return observed;
    }

    private static WireGuardStatus? Tunnel(WireGuardSpec? spec) => spec is null ? null : new()
    {
        PrivateKey = spec.PrivateKey,
        ListenPort = spec.ListenPort,
        Peers = spec.Peers.Select(peer => new WireGuardPeerStatus
        {
            PublicKey = peer.PublicKey,
            AllowedIps = peer.AllowedIps,
            Endpoint = IPEndPoint.Parse(peer.Endpoint!.ToString()!),
            EndpointWeSet = IPEndPoint.Parse(peer.Endpoint!.ToString()!),
        }).ToValueList(),
    };

    private static string[] Best(Func<object> step)
    {
        var (best, bytes, started) = (TimeSpan.MaxValue, 0L, Stopwatch.GetTimestamp());
        for (var runs = 0; runs < 5 || Stopwatch.GetElapsedTime(started) < Budget; runs++)
        {
            var (begin, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            GC.KeepAlive(step());
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (Stopwatch.GetElapsedTime(begin) is var time && time < best)
                best = time;
        }
        return [Figures.Milliseconds(best), Figures.Mebibytes(bytes)];
    }
}
