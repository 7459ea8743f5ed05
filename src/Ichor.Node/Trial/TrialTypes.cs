using System.Globalization;
using Ichor.Api;

namespace Ichor.Node.Trial;

/// <summary>How it stands with the trial of a config.</summary>
/// <param name="State"><c>none</c>, <c>running</c>, <c>confirmed</c> or <c>rolled-back</c>.</param>
/// <param name="Source">The config that is or was on trial.</param>
/// <param name="Until">When it is rolled back unless somebody confirms it, by the node's clock.</param>
/// <param name="Missing">Connectivity that was there before and is gone at the moment.</param>
/// <param name="Reason">Why it ended as it did.</param>
internal sealed record TrialRow(string State, string Source, string Until, string Missing, string Reason)
{
    public static TrialRow None { get; } = new("none", "", "", "", "");

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

internal static class TrialTypes
{
    public static ResourceType<TrialRow> Trials { get; } = new("ConfigTrials.ichor.dev", "config", ["trial", "trials"])
    {
        Owner = "node",
        Key = _ => "config",
        Fields = new Rows<TrialRow>()
            .Text("state", row => row.State)
            .Text("source?", row => row.Source)
            .Text("until?", row => row.Until)
            .Text("missing?", row => row.Missing)
            .Text("reason?", row => row.Reason),
        Columns = [("STATE", "state"), ("SOURCE", "source"), ("UNTIL", "until"), ("MISSING", "missing"), ("REASON", "reason")],
    };
}
