using System.CommandLine;
using Ichor.Api.Local;
using Ichor.Api.Text;

namespace Ichor.Ctl.Commands;

/// <summary><c>get TYPE [ID]</c>: the resources of a type as they are now.</summary>
internal static class GetCommand
{
    public static Command Create()
    {
        var type = TypeArgument.Create();
        var id = new Argument<string?>("ID") { Description = "only this one", Arity = ArgumentArity.ZeroOrOne };
        var output = Output.Option();
        var command = new Command("get", "Show resources of a node: links, addresses, routes, conditions, ...") { type, id, output };
        command.SetAction((parsed, stopping) => NodeSocket.UseAsync(parsed, client =>
            RunAsync(parsed, client, parsed.GetValue(type)!, parsed.GetValue(id), parsed.Form(output), stopping), stopping));
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, LocalClient client, string name, string? id, OutputForm form, CancellationToken stopping)
    {
        var type = TypeArgument.Resolve(name, await client.TypesAsync(stopping));
        var printer = new ResourcePrinter(parsed.InvocationConfiguration.Output, form, client.NodeName, type);
        foreach (var resource in await client.GetAsync(type.Name, id, stopping))
            printer.Add(resource);
        printer.Flush();
    }
}
