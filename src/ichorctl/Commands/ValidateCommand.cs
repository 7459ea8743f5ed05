using System.Collections.Immutable;
using System.CommandLine;
using Ichor.Api;
using Ichor.Api.Text;
using Ichor.Config;

namespace Ichor.Ctl.Commands;

/// <summary><c>validate --config FILE [--patch PATCH]… [--mode metal|cloud|container]</c>: what the node would say of this config.</summary>
internal static class ValidateCommand
{
    private sealed record Report(string File, string Mode, bool Valid, ImmutableArray<Problem> Problems);

    private static readonly Rows<Report> ReportRows = new Rows<Report>()
        .Text("file", r => r.File)
        .Text("mode", r => r.Mode)
        .Flag("valid", r => r.Valid)
        .Objects("problems", r => r.Problems, ProblemText.Rows);

    public static Command Create()
    {
        var file = ConfigArgument.Required();
        var patches = PatchArgument.Create();
        var mode = ConfigArgument.Mode();
        var output = Output.Option("text");
        var command = new Command("validate", "Check a machine config and report every problem at once") { file, patches, mode, output };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(file)!, parsed.GetValue(patches)!, parsed.GetValue(mode)!, parsed.Form(output)));
        return command;
    }

    private static int Run(ParseResult parsed, string file, string[] written, string mode, OutputForm form)
    {
        if (!ConfigArgument.TryRead(parsed, file, out var yaml) || !PatchArgument.TryRead(parsed, written, out var patches))
            return 1;
        var (config, problems) = ConfigFile.Load(ConfigArgument.NameOf(file), yaml, patches, ConfigArgument.ModeOf(mode));
        var report = new Report(ConfigArgument.NameOf(file), mode, config is not null, problems);
        var to = parsed.InvocationConfiguration.Output;
        if (form == OutputForm.Table)
            WriteText(to, report);
        else
            Output.Write(to, form, ReportRows, report);
        return report.Valid ? 0 : 1;
    }

    private static void WriteText(TextWriter to, Report report)
    {
        foreach (var problem in report.Problems)
            to.WriteLine(ProblemText.Of(problem));
        var errors = report.Problems.Count(problem => problem.IsError);
        to.WriteLine(report.Valid
            ? $"{report.File} is valid for {report.Mode} mode"
            : $"{report.File} is not valid for {report.Mode} mode: {errors} {(errors == 1 ? "error" : "errors")}");
    }
}
