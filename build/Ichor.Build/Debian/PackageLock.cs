using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ichor.Build.Debian;

/// <summary>The pinned packages: <c>kernel/packages.lock</c>, written by <c>make pin</c> and never by hand.</summary>
public static class PackageLock
{
    /// <summary>Where the lock is in the source tree.</summary>
    public const string Path = "kernel/packages.lock";

    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // '+' occurs in every second version and is harmless in a file
    };

    /// <summary>Reads all pins of a source tree.</summary>
    public static IReadOnlyList<PackagePin> Read(string root)
    {
        var file = System.IO.Path.Combine(root, Path);
        if (!File.Exists(file)) throw new BuildException($"{Path} is missing; write it with: make pin");
        try
        {
            return JsonSerializer.Deserialize<List<PackagePin>>(File.ReadAllBytes(file), Json) ?? [];
        }
        catch (JsonException error)
        {
            throw new BuildException($"{Path}:{error.LineNumber + 1}: {error.Message}; write it anew with: make pin", error);
        }
    }

    /// <summary>The pin of a package by its name in the list.</summary>
    public static PackagePin Find(this IReadOnlyList<PackagePin> pins, string wanted) =>
        pins.FirstOrDefault(pin => pin.Wanted == wanted)
        ?? throw new BuildException($"package '{wanted}' is not pinned in {Path}; add it to {PackageList.Path} and run: make pin");

    /// <summary>Replaces the lock.</summary>
    public static void Write(string root, IReadOnlyList<PackagePin> pins) =>
        File.WriteAllText(System.IO.Path.Combine(root, Path), JsonSerializer.Serialize(pins, Json) + "\n");
}
