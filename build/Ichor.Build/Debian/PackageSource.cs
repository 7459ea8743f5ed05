namespace Ichor.Build.Debian;

/// <summary>Where packages are downloaded from: the archives of <see cref="Variable"/>, else those of this machine's apt.</summary>
/// <remarks>No address is built into the project: a mirror belongs to the machine, not to the source.</remarks>
/// <param name="apt">The machine's apt.</param>
/// <param name="mirrors">The value of <see cref="Variable"/>; null or empty when not set.</param>
public sealed class PackageSource(AptMetadata apt, string? mirrors)
{
    /// <summary>One or more base addresses of Debian archives, separated by spaces.</summary>
    public const string Variable = "ICHOR_DEBIAN_MIRROR";

    /// <summary>What the environment and this machine's apt say.</summary>
    public static PackageSource OfThisMachine { get; } = new(AptMetadata.OfThisMachine, Environment.GetEnvironmentVariable(Variable));

    const string WhatToSet = $"set {Variable} to the base addresses of a Debian archive and its security archive, separated by a space";

    /// <summary>Addresses to try for a package, the likeliest first.</summary>
    public async Task<IReadOnlyList<Uri>> AddressesAsync(PackagePin pin, CancellationToken stopping)
    {
        var bases = IsSet ? Set() : await apt.ArchivesAsync(stopping);
        if (bases.Count == 0)
            throw new BuildException($"no package archive to download {pin.Name} from: apt has none configured here; {WhatToSet}");
        // apt also knows archives that are files, disks or lists of mirrors ("mirror+file:"): those only it can read.
        var usable = bases.Where(address => IsHttp(AddressOf(pin, address))).ToList();
        if (usable.Count == 0)
            throw new BuildException($"no package archive to download {pin.Name} from: {string.Join(", ", bases)} is neither http nor https; {WhatToSet}");
        return [.. usable.OrderBy(address => IsArchiveOf(pin, address) ? 0 : 1).Select(address => AddressOf(pin, address))];
    }

    /// <summary>What to tell a person whose pinned version is not served.</summary>
    public async Task<BuildException> VanishedAsync(PackagePin pin, IEnumerable<Uri> asked, CancellationToken stopping)
    {
        var (now, advice) = IsSet
            ? ($"nothing of it where {Variable} says", $"what to do:    look whether {Variable} has the base addresses of a Debian archive and its security archive;\n                 if those have only newer versions, move the pin where apt has the same archives (make pin)")
            : await AdviceAsync(pin, stopping);
        return new BuildException($"""
            {PackageLock.Path}: {pin.Name} {pin.Version} ({pin.Architecture}) is not, or no longer, in the package archive
              asked:         {string.Join("\n                 ", asked)}
              available now: {now}
              {advice}
            """);
    }

    async Task<(string Now, string Advice)> AdviceAsync(PackagePin pin, CancellationToken stopping)
    {
        if (!(await apt.ArchivesAsync(stopping)).Any(address => IsArchiveOf(pin, address)))
            return ($"nothing: this machine's apt has no archive of Debian's called {pin.Archive}", $"what to do:    {WhatToSet}");
        var versions = await apt.VersionsAsync(pin.Wanted, stopping);
        return versions.Count > 0
            ? ($"{pin.Wanted} {string.Join(", ", versions)}", "move the pin:  make pin")
            : ($"this machine's package lists know no {pin.Wanted}", $"what to do:    refresh the lists (apt-get update) and move the pin (make pin), or\n                 {WhatToSet}");
    }

    bool IsSet => mirrors is { Length: > 0 };

    List<string> Set() => [.. mirrors!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(address => address.TrimEnd('/') + "/")];

    static bool IsArchiveOf(PackagePin pin, string address) => address.EndsWith($"/{pin.Archive}/", StringComparison.Ordinal);

    static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    static Uri AddressOf(PackagePin pin, string archive) =>
        Uri.TryCreate(archive + pin.Path.Replace("~", "%7E", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            ? uri
            : throw new BuildException($"{archive} is not the base address of a package archive");
}
