using System.Text.Json.Serialization;
using Ichor.Build.Graph;

namespace Ichor.Build.Debian;

/// <summary>One Debian package, exactly: this version, these bytes.</summary>
/// <param name="Wanted">The name in <c>kernel/packages.list</c>: the package itself, or the metapackage that leads to it.</param>
/// <param name="Name">Package name; for a kernel it contains the version.</param>
/// <param name="Version">Debian version with epoch.</param>
/// <param name="Architecture">Debian architecture: amd64, all.</param>
/// <param name="Archive">Which archive has it: debian, debian-security.</param>
/// <param name="Path">Path below the archive's base address.</param>
/// <param name="Size">Size of the .deb in bytes.</param>
/// <param name="Sha256">SHA-256 of the .deb, lower-case hex.</param>
public sealed record PackagePin(string Wanted, string Name, string Version, string Architecture, string Archive, string Path, long Size, string Sha256)
{
    /// <summary>The name of the .deb in a download folder.</summary>
    [NotAnInput, JsonIgnore]
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];
}
