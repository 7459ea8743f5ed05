using System.Reflection;
using Ichor.Disks;

namespace Ichor.Build.Graph;

/// <summary>The code that makes the outputs, in one word.</summary>
/// <remarks>Compilers number a module by a hash of its content when builds are deterministic (ECMA-335 II.22.30, /deterministic).</remarks>
public static class BuilderCode
{
    static readonly Assembly[] Writers = [typeof(BuilderCode).Assembly, typeof(GptDisk).Assembly];

    /// <summary>Which builder and which disk formats these are, and whose step it is where others add theirs.</summary>
    public static string Of(Step step) => string.Join(' ', Writers.Append(step.GetType().Assembly).Distinct().Select(assembly => assembly.ManifestModule.ModuleVersionId));
}
