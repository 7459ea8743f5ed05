using System.CommandLine;
using Ichor.Ctl.Commands;

namespace Ichor.Ctl;

/// <summary>The command line of ichorctl.</summary>
public static class Cli
{
    /// <summary>Exceptions reach the commands' own reports, not a stack trace.</summary>
    public static InvocationConfiguration Invocation => new() { EnableDefaultExceptionHandler = false };

    public static RootCommand Root() => new("Ichor's workstation tool: checks configs offline, reads nodes")
    {
        NodeSocket.Option,
        ValidateCommand.Create(),
        PatchCommand.Create(),
        NamesCommand.Create(),
        PlanCommand.Create(),
        GetCommand.Create(),
        WatchCommand.Create(),
        ExplainCommand.Create(),
        LogsCommand.Create(),
        TypesCommand.Create(),
    };
}
