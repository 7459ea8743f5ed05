using System.IO.Enumeration;

namespace Ichor.Build.Modules;

/// <summary>Whether the drivers of an image can do without the firmware files that they ask for and that the image does not have.</summary>
/// <remarks>A driver that cannot would find its hardware, fail there, and say so only in the kernel's log: the build says it before.</remarks>
public static class FirmwareCheck
{
    /// <summary>One sentence for each module that has not been reviewed, and for each that need not be.</summary>
    /// <param name="modules">What is shipped.</param>
    /// <param name="files">Firmware files of the image, below the kernel's folder for them.</param>
    /// <param name="list">Name of the reviewed list, for the sentences.</param>
    /// <param name="reviewed">Modules that work without their files.</param>
    public static IReadOnlyList<string> Problems(ModuleClosure modules, IReadOnlyList<string> files, string list, IReadOnlyList<WantedModule> reviewed)
    {
        var lacking = modules.Chosen
            .Select(module => (Name: module.Key, Missing: module.Value.Info.Firmware.Where(wanted => !files.Any(file => FileSystemName.MatchesSimpleExpression(wanted, file, ignoreCase: false))).ToList()))
            .Where(module => module.Missing.Count > 0)
            .ToDictionary(module => module.Name, module => module.Missing, StringComparer.Ordinal);
        return
        [
            .. lacking.Where(module => reviewed.All(known => known.Name != module.Key))
                .Select(module => $"module {module.Key} asks for {Files(module.Value)}, not in the image: if it works without, say so in {list}; else ship the firmware, or leave the module out"),
            .. reviewed.Where(known => !lacking.ContainsKey(known.Name))
                .Select(known => $"{list}:{known.Line}: {known.Name}: no such module is shipped, or it lacks no firmware: take the line out"),
        ];
    }

    static string Files(List<string> missing) => missing.Count == 1 ? $"firmware {missing[0]}" : $"firmware {missing[0]} and {missing.Count - 1} more";
}
