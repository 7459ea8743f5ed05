using System.CommandLine;
using Ichor.Api.Text;

namespace Ichor.Ctl.Commands;

/// <summary><c>types</c>: what <c>get</c> and <c>watch</c> can show.</summary>
internal static class TypesCommand
{
    public static Command Create()
    {
        var command = new Command("types", "List the resource types of a node");
        command.SetAction((parsed, stopping) => NodeSocket.UseAsync(parsed, async client =>
        {
            var table = new TableText(parsed.InvocationConfiguration.Output, ["Type", "Namespace", "Short names"]);
            foreach (var type in await client.TypesAsync(stopping))
                table.Add([type.Name, type.Namespace, string.Join(" ", type.Aliases)]);
            table.Flush();
        }, stopping));
        return command;
    }
}
