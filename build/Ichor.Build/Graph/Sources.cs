namespace Ichor.Build.Graph;

/// <summary>A file of the source tree; its content is the input, its place is not.</summary>
/// <param name="Root">The folder of the checkout.</param>
/// <param name="Path">Relative to the root, with forward slashes.</param>
public sealed record SourceFile(string Root, string Path)
{
    /// <summary>Where the file is on this machine.</summary>
    public string FullPath => System.IO.Path.Combine(Root, Path);
}

/// <summary>Files of the source tree below some folders, in ordinal order.</summary>
public sealed record SourceTree(string Root, IReadOnlyList<string> Paths)
{
    /// <summary>All files below a folder, symbolic links included and never followed.</summary>
    public static SourceTree Below(string root, params IEnumerable<string> folders) => new(root, [.. folders
        .SelectMany(folder => Files(Path.Combine(root, folder)))
        .Select(path => Path.GetRelativePath(root, path))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)]);

    /// <summary>The files with their places on this machine.</summary>
    public IEnumerable<SourceFile> Files() => Paths.Select(path => new SourceFile(Root, path));

    static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new BuildException($"{path}: no such file or folder");
        return Directory.EnumerateFileSystemEntries(path)
            .SelectMany(entry => IsFolder(entry) ? Files(entry) : [entry]);
    }

    static bool IsFolder(string path) =>
        (File.GetAttributes(path) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory;
}
