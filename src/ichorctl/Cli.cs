using System.CommandLine;
using System.CommandLine.Invocation;
using Ichor.Ctl.Commands;

namespace Ichor.Ctl;

/// <summary>The command line of ichorctl.</summary>
public static class Cli
{
    /// <summary>Exceptions reach the commands' own reports, not a stack trace.</summary>
    public static InvocationConfiguration Invocation => new() { EnableDefaultExceptionHandler = false };

    /// <summary>An argument that begins with @ is what it is: a patch's file, not a file of further arguments.</summary>
    private static ParserConfiguration Parsing => new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line. What is wrong with it is said in a line or two, without the help around it.</summary>
    public static Task<int> RunAsync(string[] args, InvocationConfiguration invocation)
    {
        var parsed = Root().Parse(args, Parsing);
        if (parsed.Action is ParseErrorAction error)
            error.ShowHelp = false;
        return parsed.InvokeAsync(invocation);
    }

    private static RootCommand Root() => new("Ichor's workstation tool: checks configs offline, reads nodes")
    {
        NodeSocket.Option,
        ValidateCommand.Create(),
        PatchCommand.Create(),
        NamesCommand.Create(),
        PlanCommand.Create(),
        GetCommand.Create(),
        WatchCommand.Create(),
        ExplainCommand.Create(),
        ReportCommand.Create(),
        ApplyCommand.Create(),
        TrialCommands.Confirm(),
        TrialCommands.Rollback(),
        LogsCommand.Create(),
        TypesCommand.Create(),
    };
}
