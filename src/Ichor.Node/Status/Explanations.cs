using Ichor.Api;
using Ichor.Network;

namespace Ichor.Node.Status;

/// <summary>The model's explanations in the form of the local API.</summary>
internal static class Explanations
{
    public static Explanation? Of(NodeCore core, string kind, string id) =>
        Explain.Of(core.Plan, core.Conditions, kind, id) is { } explained
            ? new Explanation(explained.Subject, explained.State, [.. explained.Wishes.Select(wish => new ExplainedEntry(
                wish.Setting, wish.Value, wish.Because.Layer.Text(), wish.Because.Owner, wish.Because.Provenance.ToString(), wish.Wins))])
            : null;
}
