using Ichor.Config;
using Ichor.Network;
using Ichor.Network.Offline;

namespace Ichor.Stories.Tests;

/// <summary>
/// A folder: <c>config.yaml</c>, <c>platform.yaml</c> and <c>cmdline</c> (any may be missing) and <c>observed.yaml</c>, and beside them
/// what must come of them: <c>plan.txt</c>, where it is of interest <c>explain.txt</c> and the <c>files.txt</c> in /etc.
/// </summary>
internal sealed record Story(string Name)
{
    public static IReadOnlyList<Story> All { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "stories")).Select(path => new Story(Path.GetFileName(path))).OrderBy(story => story.Name, StringComparer.Ordinal)];

    public string? Config => Read("config.yaml");

    public string? Platform => Read("platform.yaml");

    public string CommandLine => Read("cmdline")?.Trim() ?? "";

    public string Observed => Read("observed.yaml")!;

    /// <summary>A file of the story, null when it has none of this name.</summary>
    public string? Read(string file) => Path.Combine(AppContext.BaseDirectory, "stories", Name, file) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    /// <summary>As <c>ichorctl plan</c> makes it.</summary>
    public OfflinePlan Plan() =>
        OfflinePlan.Make(Config is { } config ? ("config.yaml", config) : null, CommandLine, ("observed.yaml", Observed),
            platform: Platform is { } platform ? ("platform.yaml", platform) : null);

    /// <summary>The sources, and the machine at the beginning of the story.</summary>
    /// <param name="config">Stands in place of the story's own.</param>
    /// <param name="platform">The same of the platform's document.</param>
    public (Inputs Inputs, ObservedFile Machine) Begin(string? config, string? platform = null)
    {
        var machine = ObservedFile.Load("observed.yaml", Observed).File!;
        return (new Inputs
        {
            CommandLine = Ichor.Config.CommandLine.Parse(CommandLine),
            Config = config is null ? null : ConfigFile.Load("config.yaml", config, ConfigMode.Metal).Config,
            Platform = (platform ?? Platform) is { } document ? PlatformConfig.Load("platform.yaml", document).Config : null,
            Leases = machine.Leases,
            Names = machine.Names,
        }, machine);
    }

    /// <summary>The files in /etc before the machine has an address.</summary>
    public static string Files(Plan plan, MachineConfig? config) =>
        $"/etc/resolv.conf\n{NodeFiles.ResolvConf(plan.Resolvers, plan.Hostname.Spec, config?.Network.DisableSearchDomain != true)}"
        + $"\n/etc/hosts\n{NodeFiles.Hosts(plan.Hostname.Spec, own: null, config?.Network.ExtraHostEntries ?? [])}";

    public override string ToString() => Name;
}
