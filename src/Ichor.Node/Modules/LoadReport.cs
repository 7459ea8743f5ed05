using Ichor.Linux.Modules;

namespace Ichor.Node.Modules;

/// <summary>What the process that has loaded a module tells the node: how it is there in the first line, then one remark a line.</summary>
internal sealed record LoadReport(ModuleState State, IReadOnlyList<string> Remarks)
{
    private const string LoadedWord = "loaded", WasLoadedWord = "loaded already", BuiltInWord = "built into the kernel";

    /// <summary>In words, as for the log.</summary>
    public string How => State switch
    {
        ModuleState.Loaded => LoadedWord,
        ModuleState.WasLoaded => WasLoadedWord,
        _ => BuiltInWord,
    };

    public override string ToString() => string.Concat(Remarks.Prepend(How).Select(line => line.ReplaceLineEndings(" ") + "\n"));

    /// <summary>Null for a text that is none.</summary>
    public static LoadReport? Parse(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [LoadedWord, .. var remarks] => new(ModuleState.Loaded, remarks),
        [WasLoadedWord, .. var remarks] => new(ModuleState.WasLoaded, remarks),
        [BuiltInWord, .. var remarks] => new(ModuleState.BuiltIn, remarks),
        _ => null,
    };
}
