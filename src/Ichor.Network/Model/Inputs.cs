using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>Everything that is wished, as far as it is known.</summary>
public sealed record Inputs
{
    public required CommandLine CommandLine { get; init; }

    /// <summary>Null before a config was read, and when the one that was read has errors: the lower layers then rule alone.</summary>
    public MachineConfig? Config { get; init; }

    /// <summary>What the platform wishes; null before it was asked, when it wishes nothing, and when its document has errors.</summary>
    public PlatformConfig? Platform { get; init; }

    /// <summary>What operators have learnt. A key without a value: the operator has spoken and has nothing.</summary>
    public IReadOnlyDictionary<OperatorKey, LeaseSpec?> Leases { get; init; } = new Dictionary<OperatorKey, LeaseSpec?>();

    /// <summary>Addresses of host names that earlier plans asked for (<see cref="Plan.WantedNames"/>), as far as they are known.</summary>
    public IReadOnlyDictionary<string, IPAddress> Names { get; init; } = new Dictionary<string, IPAddress>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How links were before their MTU, hardware address or settings were changed for the first time: what holds again when
    /// nobody wishes otherwise any more.
    /// </summary>
    public IReadOnlyDictionary<LinkName, LinkSpec> AsFound { get; init; } = new Dictionary<LinkName, LinkSpec>();

    /// <summary>
    /// False until it is known whether there is a config. A node process that was just restarted finds its own objects
    /// in the kernel; deleting those (<see cref="Inherited"/>) because their source has not spoken yet would cut the network.
    /// </summary>
    public bool ConfigHasSpoken { get; init; } = true;

    /// <summary>False until it is known whether the platform wishes anything; as with the config, and for the same reason.</summary>
    public bool PlatformHasSpoken { get; init; } = true;

    /// <summary>What carried our mark when this process began. What it has made itself, it may take back at any time.</summary>
    public IReadOnlySet<ObjectKey> Inherited { get; init; } = new HashSet<ObjectKey>();

    /// <summary>Whether an object with our mark that nobody wishes may go: what an earlier life has left waits for all who may still wish it.</summary>
    public bool MayGo(ObjectKey key) => ConfigHasSpoken && PlatformHasSpoken || !Inherited.Contains(key);

    /// <summary>Whether an operator that is wished has yet to say what it knows.</summary>
    public bool IsAwaited(OperatorKey key, Observed observed) =>
        !Leases.ContainsKey(key) && observed.Link(key.Link) is { IsOperational: true };
}
