using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Ichor.Api;
using Ichor.Api.Text;
using Ichor.Config;
using Ichor.Network;
using Ichor.Network.Offline;

namespace Ichor.Ctl.Commands;

/// <summary><c>plan --config FILE --observed FILE [--cmdline TEXT]</c>: what a node in that state would do, by the node's own planner.</summary>
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

    private static readonly Rows<Plan> PlanRows = new Rows<Plan>()
        .Objects("operations", p => p.Operations, OperationRows)
        .Objects("operators", p => p.Operators.Values.OrderBy(merged => merged.Key.ToString(), StringComparer.Ordinal), OperatorRows)
        .Text("hostname", p => p.Hostname.Spec.FullName)
        .List<IPAddress>("nameServers", p => p.Resolvers.Servers)
        .List<string>("searchDomains", p => p.Resolvers.SearchDomains)
        .List("timeServers", p => p.TimeServers.Servers)
        .Objects("conditions", p => p.Conditions, ConditionRows)
        .Objects("explanations", p => Explain.All(p, p.Conditions), ExplainedRows);

    public static Command Create()
    {
        var config = new Option<string?>("--config", "-c") { Description = "machine config file; none when left out" };
        var observed = new Option<string>("--observed") { Description = "state of the machine: links, addresses, routes, leases", Required = true };
        var cmdline = new Option<string>("--cmdline") { Description = "kernel command line", DefaultValueFactory = _ => "" };
        var output = Output.Option("text");
        var command = new Command("plan", "Show what a node would do with a config in a given state") { config, observed, cmdline, output };
        command.SetAction(parsed =>
            Run(parsed, parsed.GetValue(config), parsed.GetValue(observed)!, parsed.GetValue(cmdline)!, parsed.Form(output)));
        return command;
    }

    private static int Run(ParseResult parsed, string? config, string observed, string cmdline, OutputForm form)
    {
        string? yaml = null;
        if (config is not null && !ConfigArgument.TryRead(parsed, config, out yaml) || !ConfigArgument.TryRead(parsed, observed, out var state))
            return 1;
        var (plan, problems) = OfflinePlan.Make(config is null ? null : (config, yaml!), cmdline, (observed, state));
        WriteProblems(parsed.InvocationConfiguration.Error, problems);
        var to = parsed.InvocationConfiguration.Output;
        if (plan is not null && form == OutputForm.Table)
            to.Write(PlanText.Of(plan) + "explanations\n" + PlanText.Explanations(plan));
        else if (plan is not null)
            Output.Write(to, form, PlanRows, plan);
        return problems.Any(problem => problem.IsError) ? 1 : 0;
    }

    private static void WriteProblems(TextWriter to, ImmutableArray<Problem> problems)
    {
        foreach (var problem in problems)
            to.WriteLine(ProblemText.Of(problem));
    }
}
