using System.Text;
using Ichor.Config;
using Ichor.Network;

namespace Ichor.Node.Status;

/// <summary>What somebody in front of the machine wants to know: who it is, where it is, and what is wrong first.</summary>
internal static class StatusScreen
{
    public static string Render(string version, NodeCore core, Observed observed, IReadOnlyList<Problem> problems, TimeRow time, string? waiting, bool ready)
    {
        var plan = core.Plan;
        var text = new StringBuilder();
        text.Append($"\n  {plan.Hostname.Spec.FullName}   Ichor {version}   {(ready ? "ready" : "not ready")}\n\n");
        text.Append($"  {"LINK",-15} {"STATE",-11} {"ADDRESS",-27} FROM\n");
        foreach (var link in observed.UsableLinks().Where(link => !link.IsLoopback))
            Link(text, core, observed, link);
        text.Append('\n');
        Row(text, "gateway", Gateways(observed));
        Row(text, "dns", Join(plan.Resolvers.Servers));
        Row(text, "ntp", $"{Join<string>(plan.TimeServers.Servers)}{(time.Synced ? $" (in step with {time.Server}, offset {time.Offset})" : time.Problem.Length > 0 ? $" ({time.Problem})" : " (not yet in step)")}");
        Row(text, "problem", FirstProblem(core, problems, waiting));
        return text.ToString();
    }

    /// <summary>The most serious thing that is wrong; "none" is worth saying.</summary>
    public static string FirstProblem(NodeCore core, IReadOnlyList<Problem> problems, string? waiting)
    {
        var errors = problems.Where(problem => problem.IsError).ToList();
        if (errors.Count > 0)
            return errors[0] + (errors.Count > 1 ? $"   (and {errors.Count - 1} more: ichorctl get problems)" : "");
        var failed = core.Conditions.FirstOrDefault(condition => condition.State == ConditionState.Failed);
        if (failed is not null)
            return $"{failed.Object}: {failed.Reason}   {failed.Because}";
        if (waiting is not null)
            return $"waiting for {waiting}";
        var unmet = core.Conditions.FirstOrDefault(condition => condition.State == ConditionState.Waiting);
        return unmet is null ? "none" : $"{unmet.Object}: waiting {unmet.Reason}   {unmet.Because}";
    }

    private static void Link(StringBuilder text, NodeCore core, Observed observed, LinkStatus link)
    {
        var state = !link.Up ? "down" : !link.Carrier ? "no carrier" : link.OperationalState;
        var master = link.MasterIndex != 0 ? $"port of {observed.Link(link.MasterIndex)?.Name}" : "";
        var addresses = observed.Addresses.Where(address => address.LinkIndex == link.Index && address.Scope == 0)
            .OrderBy(address => address.Address).ToList();
        if (addresses.Count == 0)
            text.Append($"  {link.Name,-15} {state,-11} {"-",-27} {master}".TrimEnd()).Append('\n');
        for (var i = 0; i < addresses.Count; i++)
        {
            var why = core.Plan.Addresses.GetValueOrDefault(new(link.Name, addresses[i].Address))?.Because.ToString() ?? "";
            text.Append($"  {(i == 0 ? link.Name : ""),-15} {(i == 0 ? state : ""),-11} {addresses[i].Address,-27} {why}".TrimEnd()).Append('\n');
        }
    }

    private static string Gateways(Observed observed)
    {
        var defaults = observed.Routes.Where(route => route.Destination.IsDefault && route.Gateway is not null && route.Table == RouteSpec.MainTable)
            .OrderBy(route => route.Metric).Select(route => $"{route.Gateway} dev {observed.Link(route.LinkIndex)?.Name}").ToList();
        return defaults.Count == 0 ? "none" : string.Join(", ", defaults);
    }

    private static string Join<T>(ValueList<T>? items) => items is null or { Count: 0 } ? "none" : string.Join(' ', items.Value);

    private static void Row(StringBuilder text, string name, string value) => text.Append($"  {name,-10} {value}\n");
}
