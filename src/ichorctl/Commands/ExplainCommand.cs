using System.CommandLine;
using System.Text.Json;
using Ichor.Api.Text;

namespace Ichor.Ctl.Commands;

/// <summary><c>explain KIND ID</c>: why an object is as it is, and who wanted it otherwise.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = "link, address, route, ..." };
        var id = new Argument<string>("ID") { Description = "the id that 'get' shows" };
        var output = Output.Option("text");
        var command = new Command("explain", "Say where each setting of an object comes from, down to the config line") { kind, id, output };
        command.SetAction((parsed, stopping) => NodeSocket.UseAsync(parsed, async client =>
            Write(parsed.InvocationConfiguration.Output, parsed.Form(output),
                await client.ExplainAsync(parsed.GetValue(kind)!, parsed.GetValue(id)!, stopping)), stopping));
        return command;
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
