using System.CommandLine;
using Ichor.Ctl.Commands;

namespace Ichor.Ctl;

/// <summary>The command line of ichorctl.</summary>
public static class Cli
{
    /// <summary>Exceptions reach the commands' own reports, not a stack trace.</summary>
    public static InvocationConfiguration Invocation => new() { EnableDefaultExceptionHandler = false };

    /// <summary>An argument that begins with @ is what it is: a patch's file, not a file of further arguments.</summary>
    public static ParserConfiguration Parsing => new() { ResponseFileTokenReplacer = null };

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
        ApplyCommand.Create(),
        TrialCommands.Confirm(),
        TrialCommands.Rollback(),
        LogsCommand.Create(),
        TypesCommand.Create(),
    };
}
