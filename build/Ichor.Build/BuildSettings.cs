namespace Ichor.Build;

/// <summary>The folders of a build.</summary>
/// <param name="Root">The source tree.</param>
/// <param name="Out">Where the outputs get their names.</param>
/// <param name="Cache">Outputs of steps by key.</param>
/// <param name="Downloads">Verified downloads.</param>
public sealed record BuildSettings(string Root, string Out, string Cache, string Downloads)
{
    /// <summary>Options win over environment variables, these over the defaults.</summary>
    public static BuildSettings From(string? root, string? output, string? cache, string? downloads)
    {
        root = Path.GetFullPath(root ?? FindRoot());
        output = Path.GetFullPath(output ?? Path.Combine(root, "out"));
        return new BuildSettings(root, output,
            Path.GetFullPath(cache ?? Variable("ICHOR_CACHE") ?? Path.Combine(output, "cache")),
            Path.GetFullPath(downloads ?? Variable("ICHOR_DOWNLOADS") ?? Debian.Downloads.DefaultFolder));
    }

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Image.sln")))
                return folder.FullName;
        throw new BuildException("not inside the source tree (no Image.sln here or above); use --root");
    }
}
