using System.Globalization;

namespace Ichor.Ctl.Report;

/// <summary>The kernel's numbers behind the words of the tables.</summary>
internal static class KernelWords
{
    /// <summary>RT_SCOPE_* of linux/rtnetlink.h.</summary>
    public static uint Scope(string word) => word switch
    {
        "global" => 0,
        "site" => 200,
        "link" => 253,
        "host" => 254,
        "nowhere" => 255,
        _ => Number(word),
    };

    /// <summary>RT_TABLE_*.</summary>
    public static uint Table(string word) => word switch
    {
        "unspec" => 0,
        "default" => 253,
        "main" => 254,
        "local" => 255,
        _ => Number(word),
    };

    /// <summary>RTPROT_*.</summary>
    public static uint Protocol(string word) => word switch
    {
        "unspec" => 0,
        "redirect" => 1,
        "kernel" => 2,
        "boot" => 3,
        "static" => 4,
        "ra" => 9,
        "dhcp" => 16,
        _ => Number(word),
    };

    private static uint Number(string word) => uint.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);
}
