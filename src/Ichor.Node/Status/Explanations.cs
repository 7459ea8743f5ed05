using Ichor.Api;
using Ichor.Network;
using Ichor.Network.Names;

namespace Ichor.Node.Status;

/// <summary>The model's explanations in the form of the local API.</summary>
internal static class Explanations
{
    /// <param name="core">The plan and what became of it.</param>
    /// <param name="observed">The kernel as it is.</param>
    /// <param name="given">How a link, by its index, came by its name.</param>
    /// <param name="kind">What to explain: link, address, route...</param>
    /// <param name="id">Which; for a link any name that it has or had.</param>
    public static Explanation? Of(NodeCore core, Observed observed, Func<int, GivenName?> given, string kind, string id) =>
        (kind == "link" ? Explain.Link(core.Plan, core.Conditions, observed, given, id) : Explain.Of(core.Plan, core.Conditions, kind, id)) is { } explained
            ? new Explanation(explained.Subject, explained.State, [.. explained.Wishes.Select(wish => new ExplainedEntry(
                wish.Setting, wish.Value, wish.Because.Layer.Text(), wish.Because.Owner, wish.Because.Provenance.ToString(), wish.Wins))])
            : null;
}
