using System.Collections.Immutable;
using Ichor.Config;

namespace Ichor.Network.Offline;

/// <summary>The planner on a workstation: the node's own code on a config file, a command line and a described machine.</summary>
public static class OfflinePlan
{
    /// <param name="config">Name and text of the machine config; null for none.</param>
    /// <param name="commandLine">The kernel command line.</param>
    /// <param name="observed">Name and text of the observed file.</param>
    /// <returns>The plan, null when the observed file has errors; and every problem of the three. A config with errors is not
    /// applied, just as on a node: the plan is then that of the lower layers.</returns>
    public static (Plan? Plan, ImmutableArray<Problem> Problems) Make((string Name, string Text)? config, string commandLine, (string Name, string Text) observed)
    {
        var arguments = CommandLine.Parse(commandLine);
        var (machine, configProblems) = config is { } file ? ConfigFile.Load(file.Name, file.Text, ConfigMode.Metal) : (null, []);
        var (state, stateProblems) = ObservedFile.Load(observed.Name, observed.Text);
        ImmutableArray<Problem> problems = [.. arguments.Problems, .. configProblems, .. stateProblems];
        return state is null
            ? (null, problems)
            : (Planner.Plan(new Inputs { CommandLine = arguments, Config = machine, Leases = state.Leases, Names = state.Names }, state.Observed), problems);
    }
}
