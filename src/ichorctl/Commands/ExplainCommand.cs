using System.CommandLine;
using System.Text.Json;
using Ichor.Api;
using Ichor.Api.Text;
using Ichor.Network;

namespace Ichor.Ctl.Commands;

/// <summary><c>explain KIND [ID]</c>: why an object is as it is, and who wanted it otherwise; on a node, or with <c>--observed</c> on a described machine.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = Explain.Kinds };
        var id = new Argument<string>("ID") { Description = "the id that 'get' shows", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        var output = Output.Option("text");
        var command = new Command("explain", "Say where each setting of an object comes from, down to the config line") { kind, id, output };
        var offline = OfflineArguments.Add(command, required: false);
        command.SetAction((parsed, stopping) => offline.Given(parsed)
            ? Task.FromResult(Offline(parsed, offline, parsed.GetValue(kind)!, parsed.GetValue(id)!, parsed.Form(output)))
            : NodeSocket.UseAsync(parsed, async client => Write(parsed.InvocationConfiguration.Output, parsed.Form(output),
                await client.ExplainAsync(parsed.GetValue(kind)!, parsed.GetValue(id)!, stopping)), stopping));
        return command;
    }

    private static int Offline(ParseResult parsed, OfflineArguments offline, string kind, string id, OutputForm form)
    {
        if (offline.Make(parsed) is not { } made)
            return 1;
        ProblemText.Write(parsed, made.Problems);
        if (made is not { Plan: { } plan, Observed: { } observed })
            return 1;
        var explained = kind == "link" ? Explain.Link(plan, plan.Conditions, observed, _ => null, id) : Explain.Of(plan, plan.Conditions, kind, id);
        if (explained is null)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"ichorctl: the plan has no {kind} '{id}'; what can be explained: {Explain.Kinds}");
            return 1;
        }
        var explanation = new Explanation(explained.Subject, explained.State, [.. explained.Wishes.Select(wish => new ExplainedEntry(
            wish.Setting, wish.Value, wish.Because.Layer.Text(), wish.Because.Owner, wish.Because.Provenance.ToString(), wish.Wins))]);
        Write(parsed.InvocationConfiguration.Output, form, JsonText.Element(Explanation.Rows, explanation));
        return made.Problems.Any(problem => problem.IsError) ? 1 : 0;
    }

    private static void Write(TextWriter to, OutputForm form, JsonElement explanation)
    {
        if (form == OutputForm.Yaml)
            YamlText.Write(to, explanation);
        else if (form == OutputForm.Json)
            JsonText.Write(to, explanation);
        else
            WriteText(to, explanation);
    }

    private static void WriteText(TextWriter to, JsonElement explanation)
    {
        to.WriteLine($"{explanation.GetProperty("subject").GetString()}: {explanation.GetProperty("state").GetString()}");
        var table = new TableText(to, ["", "Setting", "Value", "Layer", "Owner", "Because"]);
        foreach (var entry in explanation.GetProperty("entries").EnumerateArray())
            table.Add([entry.GetProperty("wins").GetBoolean() ? "*" : "", Text(entry, "setting"), Text(entry, "value"), Text(entry, "layer"),
                Text(entry, "owner"), Text(entry, "because")]);
        table.Flush();
        WriteHistory(to, explanation);
    }

    private static void WriteHistory(TextWriter to, JsonElement explanation)
    {
        if (!explanation.TryGetProperty("history", out var history))
            return;
        to.WriteLine();
        var table = new TableText(to, ["Uptime", "Time", "State", "Reason"]);
        foreach (var transition in history.EnumerateArray())
            table.Add([Text(transition, "uptime"), Text(transition, "time"), Text(transition, "state"), Text(transition, "reason")]);
        table.Flush();
    }

    private static string Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
