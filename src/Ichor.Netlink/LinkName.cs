using System.Diagnostics.CodeAnalysis;

namespace Ichor.Netlink;

/// <summary>The name of a network link as the kernel accepts it.</summary>
/// <remarks>
/// 1 to 15 bytes of printable ASCII without blank, <c>/</c>, <c>:</c> or <c>%</c>; not <c>.</c>, <c>..</c>, <c>all</c> or
/// <c>default</c> (these are directories of /proc/sys/net/ipv4/conf). Linux net/core/dev.c, dev_valid_name; IFNAMSIZ is 16.
/// </remarks>
public readonly record struct LinkName : IComparable<LinkName>
{
    /// <summary>Longest name in bytes, without the terminating NUL.</summary>
    public const int MaxLength = 15;

    private readonly string? _text;

    private LinkName(string text) => _text = text;

    /// <summary>What a link name may be, for error messages.</summary>
    public const string Allowed = "1 to 15 printable ASCII characters without blank, '/', ':' or '%'";

    /// <summary>Reads a name; false when the kernel would refuse it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LinkName name)
    {
        name = default;
        if (text is null || text.Length is 0 or > MaxLength || text is "." or ".." or "all" or "default")
            return false;
        foreach (var c in text)
            if (c is <= ' ' or > '~' or '/' or ':' or '%')
                return false;
        name = new LinkName(text);
        return true;
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">The kernel would refuse it.</exception>
    public static LinkName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a link name: {Allowed}");

    /// <summary>The name of a link that exists, which may be one that <see cref="TryParse"/> would not let anybody choose.</summary>
    internal static LinkName FromKernel(string text) => new(text);

    /// <summary>Orders by bytes, as the kernel's directories are listed.</summary>
    public int CompareTo(LinkName other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>The name.</summary>
    public override string ToString() => _text ?? "";
}
