using System.CommandLine;

namespace Ichor.Ctl.Commands;

/// <summary><c>logs [ROLE]</c>: what the node's processes have said.</summary>
internal static class LogsCommand
{
    public static Command Create()
    {
        var role = new Argument<string?>("ROLE") { Description = "one role: init, node, ...", Arity = ArgumentArity.ZeroOrOne };
        var tail = new Option<int?>("--tail") { Description = "only so many lines from the end" };
        var command = new Command("logs", "Show the log of a node, or of one of its roles") { role, tail };
        command.SetAction((parsed, stopping) => NodeSocket.UseAsync(parsed, async client =>
        {
            foreach (var line in await client.LogsAsync(parsed.GetValue(role), parsed.GetValue(tail), stopping))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
        }, stopping));
        return command;
    }
}
