using System.Collections.Immutable;
using Ichor.Config;
using Ichor.Config.Yaml;

namespace Ichor.Node.Trial;

/// <summary>A config as it was handed over, and what came of reading it.</summary>
/// <param name="Source">What messages call it.</param>
/// <param name="Text">The text; empty for no config at all.</param>
/// <param name="Config">Null when it has errors, or when there is none.</param>
/// <param name="Problems">Errors and notices in the order of the file.</param>
internal sealed record Ruling(string Source, string Text, MachineConfig? Config, ImmutableArray<Problem> Problems)
{
    /// <summary>Command line and defaults rule alone.</summary>
    public static Ruling Nobody { get; } = new("", "", null, []);

    /// <summary>Whether it has lost nothing for as long as it had to, or somebody has confirmed it.</summary>
    public bool IsProved { get; init; }

    /// <summary>What a machine on this platform (<c>talos.platform</c>; null for none) is expected to say: only bare metal where to install.</summary>
    public static ConfigMode ModeOf(string? platform) => platform switch
    {
        null or "metal" or "equinixMetal" => ConfigMode.Metal,
        "container" => ConfigMode.Container,
        _ => ConfigMode.Cloud,
    };

    /// <param name="source">What messages call it.</param>
    /// <param name="text">The text.</param>
    /// <param name="mode">What kind of machine this is.</param>
    /// <param name="memory">What the reading before has left, and takes what this one leaves.</param>
    public static Ruling Read(string source, string text, ConfigMode mode, ConfigMemory memory)
    {
        var (config, problems) = ConfigFile.Load(source, text, mode, memory);
        return new(source, text, config, problems);
    }

    /// <summary>Whether it holds the document of the machine itself; network documents alone are only a part of a config.</summary>
    public bool IsComplete => YamlText.Read(Source, Text).Documents.Any(document =>
        document is YamlMapping mapping && mapping.Find("kind") is null);
}
