using Ichor.Netlink;

namespace Ichor.Network.Names;

/// <summary>What makes a name out of candidates: NamePolicy "keep kernel database onboard slot path mac" of Talos.</summary>
internal static class NamePolicy
{
    private const int NET_NAME_PREDICTABLE = 2, NET_NAME_USER = 3, NET_NAME_RENAMED = 4;
    private const int LongestAlternativeName = 127;     // ALTIFNAMSIZ is 128

    /// <summary>The candidates in policy order.</summary>
    public static (NameSource Source, string? Name)[] InOrder(NameProperties names) =>
    [
        (NameSource.Database, names.Database), (NameSource.Onboard, names.Onboard), (NameSource.Slot, names.Slot),
        (NameSource.Path, names.Path), (NameSource.Mac, names.Mac),
    ];

    /// <summary>Why the link keeps the name that it has, whatever the candidates; null when it may be renamed.</summary>
    public static (string Policy, string Reason)? KeepsName(NetDevice net, bool rename, bool asNew)
    {
        if (net.IsLoopback)
            return ("none", "the loopback link has no other name");
        return net.NameAssignType switch
        {
            _ when !rename => ("none", "names are those of the kernel (net.ifnames=0)"),
            NET_NAME_USER => ("keep", "the name was chosen when the link was made"),
            NET_NAME_RENAMED when !asNew => ("keep", "the link has been renamed already"),
            NET_NAME_PREDICTABLE => ("kernel", "the kernel gave a predictable name"),
            _ => null,
        };
    }

    /// <summary>Why a candidate cannot be a link's name; null when it can.</summary>
    public static string? Refusal(string name)
    {
        if (name.Length > LinkName.MaxLength)
            return $"{name.Length} characters, of which a name has {LinkName.MaxLength} at most";
        if (!LinkName.TryParse(name, out _))
            return "not a valid name: " + LinkName.Allowed;
        return IsAllDigits(name) ? "only digits, which looks like an index" : null;
    }

    /// <summary>The same rules as for a name, but for the length.</summary>
    public static bool CanBeAlternative(string name)
    {
        if (name.Length is 0 or > LongestAlternativeName || name is "." or ".." or "all" or "default" || IsAllDigits(name))
            return false;
        foreach (var c in name)
            if (c is <= ' ' or > '~' or '/' or ':' or '%')
                return false;
        return true;
    }

    /// <summary>Why a link has no candidate from a source.</summary>
    public static string Absence(NetDevice net, NameSource source)
    {
        if (net.Prefix is null)
            return "links of this type are not named, nor those that are stacked on another";
        return source switch
        {
            NameSource.Database => "the hardware database does not know the device",
            NameSource.Onboard => "the firmware gives no usable index",
            NameSource.Slot => "no slot is known for the device",
            NameSource.Path => "the device is on no bus that has places",
            _ => "the hardware address is not a permanent one",
        };
    }

    private static bool IsAllDigits(string name)
    {
        foreach (var c in name)
            if (!char.IsAsciiDigit(c))
                return false;
        return true;
    }
}
