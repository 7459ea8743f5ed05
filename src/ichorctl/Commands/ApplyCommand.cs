using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ichor.Api;
using Ichor.Config.Patching;
using Ichor.Config.Yaml;

namespace Ichor.Ctl.Commands;

/// <summary><c>apply --config FILE [--patch PATCH]… [--dry-run] [--trial[=60s]] [--connectivity 30s]</c>: hands a config to a node.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var config = ConfigArgument.Required();
        var patches = PatchArgument.Create();
        var dryRun = new Option<bool>("--dry-run") { Description = "say what would change, and change nothing" };
        var trial = new Option<TimeSpan?>("--trial")
        {
            Description = "go back to the present config unless 'confirm' comes within this time (default 60s)",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => result.Tokens.Count == 0 ? ConfigChange.UsualTimeout : Duration(result),
            HelpName = "time",
        };
        var connectivity = new Option<TimeSpan>("--connectivity")
        {
            Description = "go back as well when connectivity that was there before has been gone for this time",
            CustomParser = Duration,
            DefaultValueFactory = _ => ConfigChange.UsualGrace,
            HelpName = "time",
        };
        var output = Output.Option("text");
        var command = new Command("apply", "Give a node a machine config: only what differs is changed") { config, patches, dryRun, trial, connectivity, output };
        command.Validators.Add(result =>
        {
            if (result.GetResult(trial) is not null && result.GetValue(dryRun))
                result.AddError("--trial and --dry-run exclude each other");
        });
        command.SetAction((parsed, stopping) =>
        {
            var file = parsed.GetValue(config)!;
            if (!TryRead(parsed, file, parsed.GetValue(patches)!, out var text))
                return Task.FromResult(1);
            var mode = parsed.GetValue(dryRun) ? ChangeMode.DryRun : parsed.GetResult(trial) is not null ? ChangeMode.Trial : ChangeMode.Permanent;
            var change = new ConfigChange(text, Path.GetFileName(ConfigArgument.NameOf(file)), mode, parsed.GetValue(trial) ?? ConfigChange.UsualTimeout, parsed.GetValue(connectivity));
            return ChangeText.RunAsync(parsed, output, client => client.ApplyAsync(change, stopping), stopping);
        });
        return command;
    }

    /// <summary>The file as it is, or with its patches as one YAML text: the node knows nothing of patches.</summary>
    private static bool TryRead(ParseResult parsed, string file, string[] written, [NotNullWhen(true)] out string? text)
    {
        if (!ConfigArgument.TryRead(parsed, file, out text))
            return false;
        if (written.Length == 0)
            return true;
        if (!PatchArgument.TryRead(parsed, written, out var patches))
            return false;
        var (documents, problems) = ConfigPatch.Apply(ConfigArgument.NameOf(file), text, patches);
        ProblemText.Write(parsed, problems);
        text = documents is null ? null : YamlWriter.Write(documents.Value);
        return text is not null;
    }

    /// <summary>Whole seconds and minutes: <c>90</c>, <c>90s</c>, <c>2m</c>.</summary>
    private static TimeSpan Duration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var (number, unit) = text.EndsWith('m') ? (text[..^1], 60) : (text.TrimEnd('s'), 1);
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= 1 && (long)count * unit <= (long)ConfigChange.Longest.TotalSeconds)
            return TimeSpan.FromSeconds((double)count * unit);
        result.AddError($"'{text}' is not a time from 1s to {ConfigChange.Longest.TotalMinutes:0}m, such as 90s or 2m");
        return default;
    }
}
