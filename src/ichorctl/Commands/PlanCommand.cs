using System.CommandLine;
using System.Net;
using Ichor.Api;
using Ichor.Api.Text;
using Ichor.Network;
using Ichor.Network.Offline;

namespace Ichor.Ctl.Commands;

/// <summary><c>plan --config FILE [--patch PATCH]… --observed FILE [--platform FILE] [--cmdline TEXT]</c>: what a node in that state would do, by the node's own planner.</summary>
internal static class PlanCommand
{
    private static readonly Rows<Operation> OperationRows = new Rows<Operation>()
        .Text("operation", o => o)
        .Text("object", o => o.Object)
        .Text("phase", o => o.Phase);

    private static readonly Rows<Merged<OperatorKey, OperatorSpec>> OperatorRows = new Rows<Merged<OperatorKey, OperatorSpec>>()
        .Text("operator", o => o.Key)
        .Number("routeMetric?", o => o.Spec.RouteMetric)
        .Text("because", o => o.Because);

    private static readonly Rows<Condition> ConditionRows = new Rows<Condition>()
        .Text("object", c => c.Object)
        .Text("state", c => c.State.Text())
        .Text("reason?", c => c.Reason)
        .Text("because?", c => c.Because);

    private static readonly Rows<ExplainedWish> WishRows = new Rows<ExplainedWish>()
        .Text("setting?", w => w.Setting)
        .Text("value", w => w.Value)
        .Text("layer", w => w.Because.Layer.Text())
        .Text("owner", w => w.Because.Owner)
        .Text("source", w => w.Because.Provenance)
        .Text("outcome", w => w.Wins ? "wins" : "loses");

    private static readonly Rows<Explained> ExplainedRows = new Rows<Explained>()
        .Text("subject", e => e.Subject)
        .Text("state", e => e.State)
        .Objects("wishes", e => e.Wishes, WishRows);

    private static readonly Rows<OfflinePlan> PlanRows = new Rows<OfflinePlan>()
        .Objects("problems", p => p.Problems, ProblemText.Rows)
        .Objects("operations", p => p.Plan?.Operations, OperationRows)
        .Objects("operators", p => p.Plan?.Operators.Values.OrderBy(merged => merged.Key.ToString(), StringComparer.Ordinal), OperatorRows)
        .Text("hostname", p => p.Plan?.Hostname.Spec.FullName)
        .List("hostnameBecause", p => Reasons(p.Plan, "hostname", ""))
        .List<IPAddress>("nameServers", p => p.Plan?.Resolvers.Servers)
        .List("nameServersBecause", p => Reasons(p.Plan, "resolvers", "nameservers"))
        .List<string>("searchDomains", p => p.Plan?.Resolvers.SearchDomains)
        .List("searchDomainsBecause", p => Reasons(p.Plan, "resolvers", "search"))
        .List<string>("timeServers", p => p.Plan?.TimeServers.Servers)
        .List("timeServersBecause", p => Reasons(p.Plan, "timeservers", ""))
        .Objects("conditions", p => p.Plan?.Conditions, ConditionRows)
        .Objects("explanations", p => p.Plan is { } plan ? Explain.All(plan, plan.Conditions) : [], ExplainedRows);

    public static Command Create()
    {
        var output = Output.Option("text");
        var command = new Command("plan", "Show what a node would do with a config in a given state") { output };
        var offline = OfflineArguments.Add(command, required: true);
        command.SetAction(parsed => offline.Make(parsed) is { } made ? Write(parsed, made, parsed.Form(output)) : 1);
        return command;
    }

    private static int Write(ParseResult parsed, OfflinePlan made, OutputForm form)
    {
        ProblemText.Write(parsed, made.Problems);
        var to = parsed.InvocationConfiguration.Output;
        if (form != OutputForm.Table)
            Output.Write(to, form, PlanRows, made);
        else if (made.Plan is { } plan)
            to.Write(PlanText.Of(plan) + "explanations\n" + PlanText.Explanations(plan));
        return made.Problems.Any(problem => problem.IsError) ? 1 : 0;
    }

    /// <summary>Who won what has no key of its own, as <c>configuration (config.yaml:7)</c>.</summary>
    private static IEnumerable<Because> Reasons(Plan? plan, string kind, string setting) =>
        plan is null ? [] : Explain.Of(plan, plan.Conditions, kind, "")!.Wishes.Where(wish => wish.Wins && wish.Setting == setting).Select(wish => wish.Because);
}
