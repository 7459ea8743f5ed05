using System.Collections.Immutable;
using Ichor.Config;
using Ichor.Config.Patching;

namespace Ichor.Network.Offline;

/// <summary>The planner on a workstation: the node's own code on a config file, a command line and a described machine.</summary>
/// <param name="Plan">Null when the observed file has errors. A config with errors is not applied, just as on a node: the plan is then that
/// of the lower layers.</param>
/// <param name="Observed">The machine; null when the file has errors.</param>
/// <param name="Problems">Of the command line, the platform's document, the config with its patches, and the observed file.</param>
public sealed record OfflinePlan(Plan? Plan, Observed? Observed, ImmutableArray<Problem> Problems)
{
    /// <param name="config">Name and text of the machine config; null for none.</param>
    /// <param name="commandLine">The kernel command line.</param>
    /// <param name="observed">Name and text of the observed file.</param>
    /// <param name="patches">Patches of the config, in their order.</param>
    /// <param name="mode">What kind of machine the config is for.</param>
    /// <param name="platform">Name and text of the platform's document; null for none.</param>
    public static OfflinePlan Make((string Name, string Text)? config, string commandLine, (string Name, string Text) observed,
        IReadOnlyList<PatchFile>? patches = null, ConfigMode mode = ConfigMode.Metal, (string Name, string Text)? platform = null)
    {
        var arguments = CommandLine.Parse(commandLine);
        var (machine, configProblems) = config is { } file ? ConfigFile.Load(file.Name, file.Text, patches ?? [], mode) : (null, []);
        var (wishes, platformProblems) = platform is { } document ? PlatformConfig.Load(document.Name, document.Text) : (null, []);
        var (state, stateProblems) = ObservedFile.Load(observed.Name, observed.Text);
        ImmutableArray<Problem> problems = [.. arguments.Problems, .. platformProblems, .. configProblems, .. stateProblems];
        if (state is null)
            return new(null, null, problems);
        var inputs = new Inputs { CommandLine = arguments, Platform = wishes, Config = machine, Leases = state.Leases, Names = state.Names };
        return new(Planner.Plan(inputs, state.Observed), state.Observed, problems);
    }

    public void Deconstruct(out Plan? plan, out ImmutableArray<Problem> problems) => (plan, problems) = (Plan, Problems);
}
