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

    /// <summary>Addresses to try for a package, the likeliest first.</summary>
    public async Task<IReadOnlyList<Uri>> AddressesAsync(PackagePin pin, CancellationToken stopping)
    {
        var bases = mirrors is { Length: > 0 }
            ? mirrors.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(address => address.TrimEnd('/') + "/").ToList()
            : await apt.ArchivesAsync(stopping);
        if (bases.Count == 0)
            throw new BuildException($"no package archive to download {pin.Name} from: apt has none configured here; "
                + $"set {Variable} to the base addresses of a Debian archive and its security archive, separated by a space");
        return
        [
            .. bases.OrderBy(address => address.EndsWith($"/{pin.Archive}/", StringComparison.Ordinal) ? 0 : 1)
                .Select(address => Uri.TryCreate(address + pin.Path.Replace("~", "%7E", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                    ? uri
                    : throw new BuildException($"{address} is not the base address of a package archive")),
        ];
    }

    /// <summary>What to tell a person whose pinned version is no longer served.</summary>
    public async Task<BuildException> VanishedAsync(PackagePin pin, IEnumerable<Uri> asked, CancellationToken stopping)
    {
        var versions = await apt.VersionsAsync(pin.Wanted, stopping);
        var now = versions.Count == 0
            ? $"this machine's package lists know no {pin.Wanted} (refresh them: apt-get update)"
            : $"{pin.Wanted} {string.Join(", ", versions)}";
        return new BuildException($"""
            {PackageLock.Path}: {pin.Name} {pin.Version} ({pin.Architecture}) has vanished from the package archive
              asked:         {string.Join("\n                 ", asked)}
              available now: {now}
              move the pin:  make pin
            """);
    }
}
