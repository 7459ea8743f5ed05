using System.Text;

namespace Ichor.Protocols.Dhcp;

/// <summary>
/// Options 12 and 15: a name in text form. A server is not trusted with the resolver's files, hence only letters, digits,
/// '-' and '_' in labels of 1 to 63, and 253 in all (RFC 1035 section 2.3.4).
/// </summary>
internal static class DomainName
{
    private const int LongestLabel = 63;
    private const int LongestName = 253;

    public static string? Read(ReadOnlySpan<byte> bytes, out string value)
    {
        // Some servers count a terminating NUL, some send the root's dot.
        value = Encoding.Latin1.GetString(bytes.TrimEnd((byte)0));
        if (value.EndsWith('.'))
            value = value[..^1];
        return Problem(value);
    }

    public static byte[] Write(string value) => Encoding.ASCII.GetBytes(value);

    public static string? Problem(string name)
    {
        if (name.Length is 0 or > LongestName)
            return $"a name has 1 to {LongestName} characters";
        foreach (var label in name.Split('.'))
            if (label.Length is 0 or > LongestLabel)
                return $"a label of a name has 1 to {LongestLabel} characters";
            else if (!label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || label[0] == '-' || label[^1] == '-')
                return "a name has only letters, digits and inner '-'";
        return null;
    }
}
