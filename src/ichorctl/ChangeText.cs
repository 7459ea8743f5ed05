using System.CommandLine;
using System.Text.Json;
using Ichor.Api.Local;
using Ichor.Api.Text;

namespace Ichor.Ctl;

/// <summary>Asks a node for a change and prints its report: problems as compilers write them, then what was done and what waits.</summary>
internal static class ChangeText
{
    /// <summary>Exit code 1 when the node did not take the config.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Option<string> output, Func<LocalClient, Task<JsonElement>> ask, CancellationToken stopping)
    {
        var accepted = false;
        var code = await NodeSocket.UseAsync(parsed, async client =>
        {
            var report = await ask(client);
            accepted = report.GetProperty("accepted").GetBoolean();
            Write(parsed.InvocationConfiguration, parsed.Form(output), report);
        }, stopping);
        return code == 0 && !accepted ? 1 : code;
    }

    private static void Write(InvocationConfiguration to, OutputForm form, JsonElement report)
    {
        if (form == OutputForm.Yaml)
            YamlText.Write(to.Output, report);
        else if (form == OutputForm.Json)
            JsonText.Write(to.Output, report);
        else
            WriteText(to, report);
    }

    private static void WriteText(InvocationConfiguration to, JsonElement report)
    {
        foreach (var problem in report.GetProperty("problems").EnumerateArray())
            to.Error.WriteLine(Problem(problem));
        to.Output.WriteLine(report.GetProperty("summary").GetString());
        foreach (var operation in report.GetProperty("operations").EnumerateArray())
            to.Output.WriteLine($"  {operation.GetString()}");
        var conditions = report.GetProperty("conditions").EnumerateArray().ToList();
        if (conditions.Count == 0)
            return;
        to.Output.WriteLine("not yet as wished:");
        foreach (var condition in conditions)
            to.Output.WriteLine($"  {Text(condition, "state")} {Text(condition, "object")}: {Text(condition, "reason")}   {Text(condition, "because")}".TrimEnd());
    }

    private static string Problem(JsonElement problem) => ProblemText.Of(new Config.Problem(
        Text(problem, "source"), Number(problem, "line"), Number(problem, "column"), Text(problem, "path"), Text(problem, "message"),
        Text(problem, "severity") == "error" ? Config.ProblemKind.Error : Config.ProblemKind.Notice));

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static int Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
}
