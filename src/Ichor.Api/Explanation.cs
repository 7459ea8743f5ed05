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

/// <summary>How it stood with an object from one moment on.</summary>
/// <param name="Uptime">The moment, counted from the start of the kernel.</param>
/// <param name="Time">The moment by the clock of then, which may have been wrong.</param>
/// <param name="State">applied, applying, waiting, failed, or gone when nobody wished it any more.</param>
/// <param name="Reason">A sentence for people; may be empty.</param>
public sealed record ExplainedTransition(string Uptime, string Time, string State, string Reason);

/// <summary>Why an object is as it is.</summary>
/// <param name="Subject">What is explained, such as <c>address eth0/10.0.0.5/24</c>.</param>
/// <param name="State">Applied, Waiting or Failed with the reason, or that it is not ours.</param>
/// <param name="Entries">What every source wants, the winners first.</param>
public sealed record Explanation(string Subject, string State, ImmutableArray<ExplainedEntry> Entries)
{
    /// <summary>How it stood with it before, the oldest first.</summary>
    public ImmutableArray<ExplainedTransition> History { get; init; } = [];

    internal static Rows<ExplainedTransition> TransitionRows { get; } = new Rows<ExplainedTransition>()
        .Text("uptime", e => e.Uptime)
        .Text("time", e => e.Time)
        .Text("state", e => e.State)
        .Text("reason?", e => e.Reason);

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
        .Objects("entries", e => e.Entries, EntryRows)
        .Objects("history?", e => e.History, TransitionRows);
}
