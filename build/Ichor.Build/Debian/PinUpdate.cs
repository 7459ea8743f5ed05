namespace Ichor.Build.Debian;

/// <summary>Moves the pins to the newest versions that apt offers.</summary>
public sealed class PinUpdate(AptMetadata apt)
{
    /// <summary>Resolves every name of <c>kernel/packages.list</c>.</summary>
    public async Task<IReadOnlyList<PackagePin>> ResolveAsync(IEnumerable<string> wanted, CancellationToken stopping)
    {
        var pins = new List<PackagePin>();
        foreach (var name in wanted)
            pins.Add(await ResolveAsync(name, name, stopping));
        return pins;
    }

    async Task<PackagePin> ResolveAsync(string wanted, string name, CancellationToken stopping)
    {
        var fields = await apt.CandidateAsync(name, stopping)
            ?? throw new BuildException($"{PackageList.Path}: apt knows no package '{name}'; refresh its lists with: apt-get update. "
                + "Pins are moved on a machine whose apt has Debian's archives");
        return Successor(name, fields) is { } kernel
            ? await ResolveAsync(wanted, kernel, stopping)
            : await PinAsync(wanted, fields, stopping);
    }

    // "linux-image-6.12-amd64" is empty and depends on "linux-image-6.12.117+deb12-amd64", which has the kernel.
    static string? Successor(string name, IReadOnlyDictionary<string, string> fields) =>
        name.StartsWith("linux-image-", StringComparison.Ordinal)
        && fields.GetValueOrDefault("Depends", "").Split(',')[0].Trim().Split(' ')[0] is var first
        && first.StartsWith("linux-image-", StringComparison.Ordinal)
            ? first
            : null;

    async Task<PackagePin> PinAsync(string wanted, IReadOnlyDictionary<string, string> fields, CancellationToken stopping)
    {
        var (name, version, path) = (fields["Package"], fields["Version"], fields["Filename"]);
        var address = await apt.AddressAsync(name, version, stopping)
            ?? throw new BuildException($"apt does not say where {name} {version} is");
        var archive = Uri.UnescapeDataString(address).Replace(path, "", StringComparison.Ordinal).TrimEnd('/');
        return new PackagePin(wanted, name, version, fields["Architecture"], archive[(archive.LastIndexOf('/') + 1)..],
            path, long.Parse(fields["Size"]), fields["SHA256"]);
    }
}
