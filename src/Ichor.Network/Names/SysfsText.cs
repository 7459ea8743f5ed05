using System.Text;
using System.Text.Unicode;

namespace Ichor.Network.Names;

/// <summary>An attribute as text: up to the first NUL, without line ends behind it.</summary>
internal readonly struct SysfsText
{
    /// <summary>The kernel gives one page at most (PAGE_SIZE); what is longer is not an attribute.</summary>
    private const int Longest = 4096;

    private readonly bool _isClean;

    public SysfsText(byte[]? bytes)
    {
        if (bytes is null || bytes.Length > Longest)
            return;
        var end = bytes.IndexOf((byte)0);
        var content = end < 0 ? bytes : bytes.AsSpan(0, end);
        var isUtf8 = Utf8.IsValid(content);
        Value = (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(content.TrimEnd("\n\r"u8));
        _isClean = isUtf8 && IsPrintable(Value);
    }

    /// <summary>Null when absent or too long.</summary>
    public string? Value { get; }

    /// <summary>The same when it is UTF-8 without control characters; null otherwise.</summary>
    public string? Clean => _isClean ? Value : null;

    private static bool IsPrintable(string text)
    {
        foreach (var c in text)
            if (char.IsControl(c))
                return false;
        return true;
    }
}
