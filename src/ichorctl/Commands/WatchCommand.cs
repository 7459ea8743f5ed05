using System.CommandLine;
using Ichor.Api;
using Ichor.Api.Local;
using Ichor.Api.Text;

namespace Ichor.Ctl.Commands;

/// <summary><c>watch TYPE [ID]</c>: the resources of a type, and every change until Ctrl-C.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var type = TypeArgument.Create();
        var id = new Argument<string?>("ID") { Description = "only this one", Arity = ArgumentArity.ZeroOrOne };
        var output = Output.Option();
        var command = new Command("watch", "Show resources of a node and then every change") { type, id, output };
        command.SetAction((parsed, stopping) => NodeSocket.UseAsync(parsed, client =>
            RunAsync(parsed, client, parsed.GetValue(type)!, parsed.GetValue(id), parsed.Form(output), stopping), stopping));
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, LocalClient client, string name, string? id, OutputForm form, CancellationToken stopping)
    {
        var type = TypeArgument.Resolve(name, await client.TypesAsync(stopping));
        var printer = new ResourcePrinter(parsed.InvocationConfiguration.Output, form, client.NodeName, type, watch: true);
        while (true)
            try
            {
                await PrintAsync(printer, client, type, id, stopping);
                return;
            }
            catch (LocalApiException e) when (e.Code is LocalErrors.Restarted or LocalErrors.Overrun)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"ichorctl: {e.Message}; watching again");
            }
    }

    private static async Task PrintAsync(ResourcePrinter printer, LocalClient client, TypeDescription type, string? id, CancellationToken stopping)
    {
        var bootstrapped = false;
        await foreach (var happened in client.WatchAsync(type.Name, id, stopping))
        {
            if (happened.Event == "bootstrapped")
                bootstrapped = true;
            else
                printer.Add(happened.Item, happened.Event);
            if (bootstrapped)                   // the first table is set as a whole
                printer.Flush();
        }
    }
}
