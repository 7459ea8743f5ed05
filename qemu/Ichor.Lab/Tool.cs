namespace Ichor.Lab;

/// <summary>Programs of the host that the laboratory calls, and the packages they come in.</summary>
public static class Tool
{
    static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["qemu-system-x86_64"] = "qemu-system-x86",
        ["dnsmasq"] = "dnsmasq-base",
        ["chronyd"] = "chrony",
        ["ip"] = "iproute2",
        ["nsenter"] = "util-linux",
        ["unshare"] = "util-linux",
        ["setpriv"] = "util-linux",
        ["busybox"] = "busybox-static",
        ["xorriso"] = "xorriso",
        ["wg"] = "wireguard-tools",
    };

    /// <summary>Full path of the program, or null. Daemons live in sbin, which is not in every user's PATH.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(["/usr/sbin", "/sbin", "/usr/bin", "/bin"])
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Full path of the program.</summary>
    /// <exception cref="LabException">It is missing; the message names the package to install.</exception>
    public static string Require(string program) => Find(program) ?? throw new LabException(WhatToInstall(program));

    /// <summary>One sentence that says how to get the program.</summary>
    public static string WhatToInstall(string program) =>
        $"{program} is missing: install the package {Packages.GetValueOrDefault(program, program)}";
}
