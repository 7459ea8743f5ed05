using Ichor.Network;

namespace Ichor.Node.Status;

/// <summary>The most serious thing that is wrong, in one line; "none" is worth saying. A second line says where the rest is.</summary>
internal static class FirstProblem
{
    private const string Problems = "ichorctl get problems", Conditions = "ichorctl get conditions";

    public static IEnumerable<string> Of(NodeView view, int width)
    {
        var errors = view.Problems.Where(problem => problem.IsError).ToList();
        if (errors.Count > 0)
            return Lines(errors[0].ToString(), errors.Count, Problems, width);
        var failed = view.Unmet.Where(condition => condition.State == ConditionState.Failed).ToList();
        if (failed.Count > 0)
            return Lines($"{failed[0].Object}: {failed[0].Reason}{Why(failed[0])}", failed.Count, Conditions, width);
        if (view.Waiting is { } waiting)
            return Lines($"waiting for {waiting}", 1, Conditions, width);
        var unmet = view.Unmet.Where(condition => condition.State == ConditionState.Waiting).ToList();
        return unmet.Count == 0 ? ["none"] : Lines($"{unmet[0].Object}: waiting {unmet[0].Reason}{Why(unmet[0])}", unmet.Count, Conditions, width);
    }

    private static string Why(Condition condition) => condition.Because is { } because ? $"   {because}" : "";

    private static IEnumerable<string> Lines(string text, int count, string pointer, int width)
    {
        var line = PlainText.Of(text, width);
        yield return line;
        if (count > 1)
            yield return $"and {count - 1} more: {pointer}";
        else if (line.Length < PlainText.Of(text).Length)
            yield return $"all of it: {pointer}";
    }
}
