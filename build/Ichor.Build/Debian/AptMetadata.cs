using CliWrap;
using CliWrap.Buffered;

namespace Ichor.Build.Debian;

/// <summary>What this machine's apt knows about packages. Only reads; needs no root.</summary>
/// <param name="run">Runs apt and gives its standard output, empty when it fails; replaced in tests.</param>
public sealed class AptMetadata(Func<string[], CancellationToken, Task<string>> run)
{
    /// <summary>The apt of this machine.</summary>
    public static AptMetadata OfThisMachine { get; } = new(RunAsync);

    Task<IReadOnlyList<string>>? _archives;

    /// <summary>Base addresses of the configured archives, in apt's order, each with a closing slash. Asked for once: apt takes its time.</summary>
    public Task<IReadOnlyList<string>> ArchivesAsync(CancellationToken stopping) =>
        LazyInitializer.EnsureInitialized(ref _archives, () => AskArchivesAsync(stopping));

    async Task<IReadOnlyList<string>> AskArchivesAsync(CancellationToken stopping)
    {
        // Without ReleaseInfo=false apt lists only what "apt-get update" has already fetched.
        var text = await run(["apt-get", "-o", "APT::Get::IndexTargets::ReleaseInfo=false",
            "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"], stopping);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(uri => uri.TrimEnd('/') + "/").Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Fields of the newest version that apt would install, or null when it knows none.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> CandidateAsync(string package, CancellationToken stopping)
    {
        var text = await run(["apt-cache", "show", "--no-all-versions", package], stopping);
        return text.Length == 0 ? null : Stanza(text);
    }

    /// <summary>Name and version of everything apt offers under a name: "6.12.117-1~deb12u1".</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync(string package, CancellationToken stopping)
    {
        var text = await run(["apt-cache", "madison", package], stopping);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('|'))
                .Where(columns => columns.Length == 3)
                .Select(columns => columns[1].Trim())
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The address apt would download a version from, or null.</summary>
    public async Task<string?> AddressAsync(string package, string version, CancellationToken stopping)
    {
        var text = await run(["apt-get", "download", "--print-uris", $"{package}={version}"], stopping);
        return text.Split('\'') is [_, var uri, ..] ? uri : null;
    }

    // The first paragraph of deb822 text; folded lines (descriptions) are of no use here.
    static Dictionary<string, string> Stanza(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').TakeWhile(line => line.Length > 0))
            if (!char.IsWhiteSpace(line[0]) && line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
                fields[line[..colon]] = line[(colon + 2)..].Trim();
        return fields;
    }

    static async Task<string> RunAsync(string[] command, CancellationToken stopping)
    {
        try
        {
            var result = await Cli.Wrap(command[0]).WithArguments(command[1..])
                .WithEnvironmentVariables(env => env.Set("LC_ALL", "C"))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(stopping);
            return result.ExitCode == 0 ? result.StandardOutput : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";   // not a Debian machine: the callers say what to set instead
        }
    }
}
