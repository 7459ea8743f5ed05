using System.Xml.Linq;

namespace Ichor.Build.Profiles;

/// <summary>The text of <c>/etc/os-release</c> (os-release(5)), which UEFI boot loaders read out of the unified kernel image too.</summary>
public static class OsRelease
{
    public static string Of(string profile, string version) => $"""
        NAME="Ichor"
        ID=ichor
        VERSION_ID={version}
        PRETTY_NAME="Ichor {version} ({profile})"
        VARIANT_ID={profile}

        """;

    /// <summary>The version of the whole source tree, from <c>Directory.Build.props</c>.</summary>
    public static string VersionOf(string root)
    {
        var props = Path.Combine(root, "Directory.Build.props");
        return XDocument.Load(props).Descendants("Version").FirstOrDefault()?.Value
            ?? throw new BuildException($"{props}: no <Version>");
    }
}
