using System.Globalization;
using Ichor.Api;
using Ichor.Network;
using Ichor.Network.Names;
using Ichor.Node.History;
using Ichor.Node.Trial;

namespace Ichor.Node.Status;

/// <summary>The model's explanations and the history of conditions in the form of the local API.</summary>
internal static class Explanations
{
    /// <param name="core">The plan and what became of it.</param>
    /// <param name="observed">The kernel as it is.</param>
    /// <param name="given">How a link, by its index, came by its name.</param>
    /// <param name="history">How it stood with objects before.</param>
    /// <param name="kind">What to explain: link, address, route...</param>
    /// <param name="id">Which; for a link any name that it has or had.</param>
    public static Explanation? Of(NodeCore core, Observed observed, Func<int, GivenName?> given, ConditionHistory history, string kind, string id)
    {
        if ((kind == "link" ? Explain.Link(core.Plan, core.Conditions, observed, given, id) : Explain.Of(core.Plan, core.Conditions, kind, id)) is not { } explained)
            return OfHistory(core, history, kind, id);
        return new(explained.Subject, explained.State, [.. explained.Wishes.Select(wish => new ExplainedEntry(
            wish.Setting, wish.Value, wish.Because.Layer.Text(), wish.Because.Owner, wish.Because.Provenance.ToString(), wish.Wins))])
        {
            // The subject has the whole id where the question had a part of it, and none where there is only one of the kind.
            History = Transitions(history, new(kind, explained.Subject == kind ? "" : explained.Subject[(kind.Length + 1)..])),
        };
    }

    /// <summary>What is no object of the plan (a name, a part of a config), or is not any more.</summary>
    private static Explanation? OfHistory(NodeCore core, ConditionHistory history, string kind, string id)
    {
        if (history.Find(kind, id) is not { } key)
            return null;
        var present = core.Conditions.FirstOrDefault(condition => condition.Object == key);
        var state = present is null ? ConditionHistory.Gone : present.State.Text() + (present.Reason.Length == 0 ? "" : $" ({present.Reason})");
        return new(key.ToString(), state, []) { History = Transitions(history, key) };
    }

    private static System.Collections.Immutable.ImmutableArray<ExplainedTransition> Transitions(ConditionHistory history, ObjectKey key) =>
    [
        .. history.Of(key).Select(transition => new ExplainedTransition(
            string.Create(CultureInfo.InvariantCulture, $"{transition.Uptime.TotalSeconds:0.000} s"), TrialRow.Time(transition.Time), transition.State, transition.Reason)),
    ];
}
