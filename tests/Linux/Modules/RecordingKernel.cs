using Ichor.Linux.Modules;

namespace Ichor.Linux.Tests.Modules;

/// <summary>A kernel that takes every module, unless told what to answer.</summary>
sealed class RecordingKernel : IModuleKernel
{
    public List<string> Inserted { get; } = [];
    public HashSet<string> Loaded { get; } = [];
    public Dictionary<string, int> Refusals { get; } = [];

    public bool IsLoaded(string name) => Loaded.Contains(name);

    public int Insert(string file, string options)
    {
        Inserted.Add($"{Path.GetFileNameWithoutExtension(file)} {options}".Trim());
        return Refusals.GetValueOrDefault(ModuleName.OfFile(file));
    }
}
