namespace Ichor.Network.Names;

/// <summary>Where a name comes from, in the order in which they are tried.</summary>
public enum NameSource
{
    /// <summary>The hardware database.</summary>
    Database,
    /// <summary>The firmware's number of a device on the main board: eno1.</summary>
    Onboard,
    /// <summary>The number of the slot: ens3.</summary>
    Slot,
    /// <summary>The place on the bus: enp0s3.</summary>
    Path,
    /// <summary>The hardware address: enx525400123456.</summary>
    Mac,
}

/// <summary>One name that a link could have, and what became of it.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Name">The name; null when there is none from this source.</param>
/// <param name="Taken">Whether it is the link's name.</param>
/// <param name="Reason">Why it is or is not the link's name.</param>
public sealed record NameCandidate(NameSource Source, string? Name, bool Taken, string Reason);

/// <summary>The name of one link and everything that led to it.</summary>
/// <param name="KernelName">Its name now.</param>
/// <param name="Name">The name it is to have; the same when it is not to be renamed.</param>
/// <param name="Policy">What decided: keep, kernel, database, onboard, slot, path, mac, or none.</param>
/// <param name="Reason">The decision in words.</param>
/// <param name="AlternativeNames">The names by which it is also to be found, in byte order.</param>
/// <param name="Candidates">One for each source, in policy order.</param>
/// <param name="Label">The firmware's text for the port, or null.</param>
/// <param name="Contest">That the link does not get a name because another has it; null when there is no contest.</param>
public sealed record NameReport(string KernelName, string Name, string Policy, string Reason, IReadOnlyList<string> AlternativeNames,
    IReadOnlyList<NameCandidate> Candidates, string? Label, string? Contest)
{
    /// <summary>Whether the link is to be renamed.</summary>
    public bool IsRenamed => Name != KernelName;

    /// <summary>A card without a driver that comes before this link and may want its name; null when there is none.</summary>
    public PciAddress? Rival { get; init; }

    /// <summary>What is the case when the kernel has refused the name: the link is called as before.</summary>
    public NameReport Refused(string why) => this with
    {
        Name = KernelName,
        Policy = "none",
        Reason = why,
        Candidates = [.. Candidates.Select(candidate => candidate.Taken ? candidate with { Taken = false, Reason = why } : candidate)],
    };
}
