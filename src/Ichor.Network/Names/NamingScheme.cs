using static Ichor.Network.Names.NamingFlags;

namespace Ichor.Network.Names;

/// <summary>Which implementation's side behaviour is followed where a scheme does not say.</summary>
public enum NamingGeneration
{
    /// <summary>systemd 252, as in Debian 12.</summary>
    Systemd252,
    /// <summary>systemd 257, as in Talos 1.10 to 1.12.</summary>
    Systemd257,
    /// <summary>systemd 258 and later, as in Talos 1.13 and 1.14.</summary>
    Systemd262,
}

/// <summary>A named version of the rules by which links get their names. A machine keeps the one it was installed with.</summary>
/// <param name="Name">Such as <c>v261</c>.</param>
/// <param name="Flags">The rules.</param>
/// <param name="Generation">The side behaviour of the systemd that brought the scheme.</param>
public sealed record NamingScheme(string Name, NamingFlags Flags, NamingGeneration Generation)
{
    /// <summary>Every scheme, oldest first (systemd src/shared/netif-naming-scheme.c).</summary>
    public static IReadOnlyList<NamingScheme> All { get; } = Build(
        ("v238", None, None),
        ("v239", SriovV | NparAri, None),
        ("v240", Infiniband | ZeroIndex, None),
        ("v241", None, None),
        ("v243", Netdevsim | LabelNoPrefix, None),
        ("v245", None, None),
        ("v247", BridgeNoSlot, None),
        ("v249", FunctionId | Index16, None),
        ("v250", Xen, None),
        ("v251", BridgeMultifunction, None),
        ("v252", Devicetree, None),
        ("v253", UsbHost, None),
        ("v254", SriovR, None),
        ("v255", None, BridgeMultifunction),
        ("v257", FirmwareSun | DevicetreePort, None),
        ("v258", None, None),
        ("v259", DevicetreeWlan, None),
        ("v260", NamingFlags.Mctp, None),
        ("v261", Subfunction, None));

    /// <summary>That of Talos 1.14.</summary>
    public static NamingScheme Default => All[^1];

    /// <summary>The scheme called <paramref name="name"/>, or <c>latest</c>; null when there is none.</summary>
    public static NamingScheme? Find(string name)
    {
        if (name == "latest")
            return Default;
        foreach (var scheme in All)
            if (scheme.Name == name)
                return scheme;
        return null;
    }

    public bool Has(NamingFlags flag) => (Flags & flag) != None;

    public override string ToString() => Name;

    private static NamingScheme[] Build(params (string Name, NamingFlags Adds, NamingFlags Removes)[] steps)
    {
        var schemes = new NamingScheme[steps.Length];
        var flags = None;
        for (var i = 0; i < steps.Length; i++)
        {
            flags = (flags | steps[i].Adds) & ~steps[i].Removes;
            schemes[i] = new NamingScheme(steps[i].Name, flags, GenerationOf(steps[i].Name));
        }
        return schemes;
    }

    private static NamingGeneration GenerationOf(string name) =>
        string.CompareOrdinal(name, "v252") <= 0 ? NamingGeneration.Systemd252
        : string.CompareOrdinal(name, "v257") <= 0 ? NamingGeneration.Systemd257
        : NamingGeneration.Systemd262;
}
