using System.CommandLine;
using Ichor.Api.Text;
using Ichor.Ctl.Report;

namespace Ichor.Ctl.Commands;

/// <summary><c>report</c>: the state of a node as the file that <c>plan --observed</c> reads and stories are told in.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var command = new Command("report", "Write the state of a node as a file for 'plan --observed' and for bug reports; keys are left out");
        command.SetAction((parsed, stopping) => NodeSocket.UseAsync(parsed, async client =>
        {
            var tables = await NodeTables.ReadAsync(client, stopping);
            var to = parsed.InvocationConfiguration.Output;
            await to.WriteLineAsync($"# State of {client.NodeName}. Private and preshared keys of tunnels are left out.");
            YamlText.Write(to, JsonText.Element(json => new ObservedWriter(json, tables).Write()));
        }, stopping));
        return command;
    }
}
