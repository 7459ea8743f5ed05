using System.Collections.Immutable;

namespace Ichor.Api;

/// <summary>One entry that a source made for an object, whether it won or lost.</summary>
/// <param name="Setting">What it sets: <c>mtu</c>, <c>address</c>; the object itself when empty.</param>
/// <param name="Value">The value it wants, as text.</param>
/// <param name="Layer">default, cmdline, platform, operator or configuration.</param>
/// <param name="Owner">Who contributed it, such as <c>dhcp4/eth0</c>.</param>
/// <param name="Because">Where it was written: <c>config.yaml:7</c>, <c>cmdline ip=...</c>.</param>
/// <param name="Wins">Whether it is the one in force.</param>
public sealed record ExplainedEntry(string Setting, string Value, string Layer, string Owner, string Because, bool Wins);

/// <summary>Why an object is as it is.</summary>
/// <param name="Subject">What is explained, such as <c>address eth0/10.0.0.5/24</c>.</param>
/// <param name="State">Applied, Waiting or Failed with the reason, or that it is not ours.</param>
/// <param name="Entries">What every source wants, the winners first.</param>
public sealed record Explanation(string Subject, string State, ImmutableArray<ExplainedEntry> Entries)
{
    internal static Rows<ExplainedEntry> EntryRows { get; } = new Rows<ExplainedEntry>()
        .Text("setting?", e => e.Setting)
        .Text("value", e => e.Value)
        .Text("layer", e => e.Layer)
        .Text("owner?", e => e.Owner)
        .Text("because", e => e.Because)
        .Flag("wins", e => e.Wins);

    /// <summary>The fields as they travel and print.</summary>
    public static Rows<Explanation> Rows { get; } = new Rows<Explanation>()
        .Text("subject", e => e.Subject)
        .Text("state", e => e.State)
        .Objects("entries", e => e.Entries, EntryRows);
}
