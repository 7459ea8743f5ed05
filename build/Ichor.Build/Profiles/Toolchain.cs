using System.Text;
using Ichor.Build.Graph;

namespace Ichor.Build.Profiles;

/// <summary>The tools outside the source tree that leave their mark in a native executable.</summary>
public static class Toolchain
{
    static readonly string[] LibraryFolders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"];

    /// <summary>SDK versions and content hashes of linker and C library, found without running any of them.</summary>
    public static string Describe(FileHashes files)
    {
        var text = new StringBuilder();
        if (InPath("dotnet") is { } dotnet)
            foreach (var sdk in Directory.GetDirectories(Path.Combine(Path.GetDirectoryName(dotnet)!, "sdk")).Order(StringComparer.Ordinal))
                text.Append($"sdk {Path.GetFileName(sdk)}\n");
        foreach (var tool in new[] { "clang", "ld.lld" })
            text.Append($"{tool} {(InPath(tool) is { } path ? files.Of(path) : "absent")}\n");
        foreach (var library in new[] { "libc.a", "libm.a", "rcrt1.o" })
            text.Append($"{library} {(InFolders(LibraryFolders, library) is { } path ? files.Of(path) : "absent")}\n");
        return text.ToString();
    }

    static string? InPath(string tool) =>
        InFolders((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), tool);

    static string? InFolders(IEnumerable<string> folders, string name) => folders
        .Select(folder => new FileInfo(Path.Combine(folder, name)))
        .Where(file => file.Exists)
        .Select(file => file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName)
        .FirstOrDefault();
}
