using Ichor.Network;

namespace Ichor.Node.Status;

/// <summary>The most serious thing that is wrong, in one line, and where to read the rest; "none" is worth saying.</summary>
internal static class FirstProblem
{
    public static string Of(NodeView view, int width)
    {
        var errors = view.Problems.Where(problem => problem.IsError).ToList();
        if (errors.Count > 0)
            return Line(errors[0].ToString(), errors.Count, "ichorctl get problems", width);
        var failed = view.Conditions.Where(condition => condition.State == ConditionState.Failed).ToList();
        if (failed.Count > 0)
            return Line($"{failed[0].Object}: {failed[0].Reason}{Why(failed[0])}", failed.Count, "ichorctl get conditions", width);
        if (view.Waiting is { } waiting)
            return Line($"waiting for {waiting}", 1, "ichorctl get conditions", width);
        var unmet = view.Conditions.Where(condition => condition.State == ConditionState.Waiting).ToList();
        return unmet.Count == 0 ? "none" : Line($"{unmet[0].Object}: waiting {unmet[0].Reason}{Why(unmet[0])}", unmet.Count, "ichorctl get conditions", width);
    }

    private static string Why(Condition condition) => condition.Because is { } because ? $"   {because}" : "";

    /// <summary>What does not fit, and what else there is, the pointer leads to.</summary>
    private static string Line(string text, int count, string pointer, int width)
    {
        text = PlainText.Of(text);
        if (count == 1 && text.Length <= width)
            return text;
        var more = count == 1 ? $"   ({pointer})" : $"   ({count - 1} more: {pointer})";
        return PlainText.Of(text, width - more.Length) + more;
    }
}
