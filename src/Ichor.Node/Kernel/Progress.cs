using Ichor.Netlink;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>A step that the kernel did not take, and why.</summary>
internal readonly record struct Refusal(Operation Operation, NetlinkError Error);

/// <summary>What came of a chain; without refusals all of it was done.</summary>
internal sealed record ChainOutcome(OperationChain Chain, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>The first refusal.</summary>
    public NetlinkError? Error => Refusals.Count == 0 ? null : Refusals[0].Error;
}

/// <summary>How far a chain of operations has come.</summary>
internal sealed class Progress(OperationChain chain)
{
    private int _next;
    private bool _ended;
    private List<Refusal>? _refusals;

    public ChainOutcome Outcome => new(chain, _refusals ?? []);

    /// <summary>The step to take; null when there is none left.</summary>
    public Operation? Next => !_ended && _next < chain.Operations.Count ? chain.Operations[_next] : null;

    /// <summary>The request for <see cref="Next"/>.</summary>
    public Request Request { get; set; }

    /// <summary>Goes on, unless what follows is pointless without this step.</summary>
    public void StepDone(NetlinkError? outcome)
    {
        var operation = chain.Operations[_next++];
        if (outcome is null || IsHarmless(operation, outcome))
            return;
        (_refusals ??= []).Add(new(operation, outcome));
        _ended = operation.IsPrerequisite;
    }

    /// <summary>Deleting what is gone already (with its link, most often) is done.</summary>
    private static bool IsHarmless(Operation operation, NetlinkError error) =>
        operation is DeleteLink or DeleteAddress or DeleteRoute or DeleteRule or DeleteBridgeVlan && error.Name is "ESRCH" or "ENODEV" or "EADDRNOTAVAIL" or "ENOENT";
}
