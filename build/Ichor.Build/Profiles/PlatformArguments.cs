namespace Ichor.Build.Profiles;

/// <summary>What a platform's images carry on the kernel command line without a profile having to say it.</summary>
public static class PlatformArguments
{
    const string PlatformKey = "talos.platform=", NamesKey = "net.ifnames=";

    /// <summary>
    /// Platforms on which links keep the kernel's names: machines there are made and configured by their number of NICs, and
    /// Talos's images have it so. Changing it for a platform renames the links of the machines that exist.
    /// </summary>
    static readonly string[] KernelNames =
    [
        "akamai", "alibabacloud", "aws", "azure", "cloudstack", "digital-ocean", "exoscale", "gcp", "hcloud", "nocloud", "opennebula",
        "openstack", "oracle", "scaleway", "upcloud", "vmware", "vultr",
    ];

    /// <summary>The arguments with <c>net.ifnames=0</c> behind the platform where it belongs and nothing is said about it.</summary>
    public static IReadOnlyList<string> Complete(IReadOnlyList<string> arguments)
    {
        var platform = arguments.LastOrDefault(IsPlatform)?[PlatformKey.Length..];
        if (!KernelNames.Contains(platform, StringComparer.Ordinal) || arguments.Any(word => word.StartsWith(NamesKey, StringComparison.Ordinal)))
            return arguments;
        return [.. arguments.SelectMany<string, string>(word => IsPlatform(word) ? [word, $"{NamesKey}0"] : [word])];
    }

    /// <summary>The arguments of another platform's image.</summary>
    public static IReadOnlyList<string> For(string platform, IReadOnlyList<string> arguments) =>
        [$"{PlatformKey}{platform}", .. arguments.Where(word => !IsPlatform(word))];

    static bool IsPlatform(string word) => word.StartsWith(PlatformKey, StringComparison.Ordinal);
}
