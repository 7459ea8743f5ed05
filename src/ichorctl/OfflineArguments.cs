using System.CommandLine;
using Ichor.Network.Offline;

namespace Ichor.Ctl;

/// <summary>The options by which a plan is made on a workstation: config and patches, command line, the platform's document, and a described machine.</summary>
internal sealed class OfflineArguments
{
    private readonly Option<string?> _config = ConfigArgument.Optional();
    private readonly Option<string[]> _patches = PatchArgument.Create();
    private readonly Option<string> _mode = ConfigArgument.Mode();
    private readonly Option<string?> _observed;
    private readonly Option<string?> _platform = new("--platform") { Description = "network document of the platform, as META has it under 0x0a; - is standard input" };
    private readonly Option<string> _cmdline = new("--cmdline") { Description = "kernel command line", DefaultValueFactory = _ => "" };

    private OfflineArguments(Command command, bool required)
    {
        _observed = new("--observed") { Description = "state of the machine: links, addresses, routes, leases (see 'report')", Required = required };
        foreach (var option in new Option[] { _config, _patches, _mode, _observed, _platform, _cmdline })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_config) is null && result.GetResult(_patches) is { Implicit: false })
                result.AddError("--patch needs --config");
            if (new[] { _config, _observed, _platform }.Count(file => result.GetValue(file) == "-") > 1)
                result.AddError("only one file can be standard input");
            if (!required && result.GetValue(_observed) is null && new Option[] { _config, _patches, _mode, _platform, _cmdline }.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError("a config is explained for a described machine: give --observed FILE too, or none of both to ask the node");
        });
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="required">Whether the command cannot do without them.</param>
    public static OfflineArguments Add(Command command, bool required) => new(command, required);

    /// <summary>Whether a machine is described.</summary>
    public bool Given(ParseResult parsed) => parsed.GetValue(_observed) is not null;

    /// <summary>Null when a file cannot be read, which has been said then.</summary>
    public OfflinePlan? Make(ParseResult parsed)
    {
        var (config, observed, platform) = (parsed.GetValue(_config), parsed.GetValue(_observed)!, parsed.GetValue(_platform));
        string? yaml = null, wishes = null;
        if (config is not null && !ConfigArgument.TryRead(parsed, config, out yaml) || platform is not null && !ConfigArgument.TryRead(parsed, platform, out wishes)
            || !PatchArgument.TryRead(parsed, parsed.GetValue(_patches)!, out var patches) || !ConfigArgument.TryRead(parsed, observed, out var state))
            return null;
        return OfflinePlan.Make(config is null ? null : (ConfigArgument.NameOf(config), yaml!), parsed.GetValue(_cmdline)!,
            (ConfigArgument.NameOf(observed), state), patches, ConfigArgument.ModeOf(parsed.GetValue(_mode)!),
            platform is null ? null : (ConfigArgument.NameOf(platform), wishes!));
    }
}
