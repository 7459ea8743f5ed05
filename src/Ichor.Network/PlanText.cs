using System.Text;

namespace Ichor.Network;

/// <summary>A plan for people: what <c>ichorctl plan</c> prints and what the golden stories compare.</summary>
public static class PlanText
{
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        Section(text, "operations", plan.Operations.Select(operation => operation.ToString()));
        Section(text, "operators", plan.Operators.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal)
            .Select(pair => $"{$"{pair.Key} {pair.Value.Spec}".TrimEnd()}   {pair.Value.Because}"));
        Section(text, "node",
        [
            $"hostname {plan.Hostname.Spec.FullName}   {plan.Hostname.Because}",
            $"nameservers {Join(plan.Resolvers.Servers)}",
            $"search {Join(plan.Resolvers.SearchDomains)}",
            $"timeservers {Join<string>(plan.TimeServers.Servers)}",
        ]);
        Section(text, "conditions", plan.Conditions.Select(Line));
        return text.ToString();
    }

    /// <summary>Why each object is wished, and by whom in vain.</summary>
    public static string Explanations(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var explained in Explain.All(plan, plan.Conditions))
            text.Append(explained);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append(title).Append('\n');
        var any = false;
        foreach (var line in lines)
        {
            text.Append("  ").Append(line.TrimEnd()).Append('\n');
            any = true;
        }
        if (!any)
            text.Append("  none\n");
    }

    private static string Line(Condition condition)
    {
        var reason = condition.Reason.Length == 0 ? "" : $" {condition.Reason}";
        return $"{condition.State.Text(),-8} {condition.Object}{(reason.Length == 0 ? "" : ":" + reason)}{(condition.Because is null ? "" : $"   {condition.Because}")}";
    }

    private static string Join<T>(Config.ValueList<T>? items) => items is null or { IsEmpty: true } ? "none" : string.Join(' ', items.Value);
}

/// <summary>The words for the states.</summary>
public static class ConditionStateText
{
    public static string Text(this ConditionState state) => state switch
    {
        ConditionState.Applied => "applied",
        ConditionState.Applying => "applying",
        ConditionState.Waiting => "waiting",
        _ => "failed",
    };
}
