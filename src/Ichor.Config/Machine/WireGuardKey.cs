using System.Diagnostics.CodeAnalysis;

namespace Ichor.Config;

/// <summary>A WireGuard key: 32 bytes, written in base64.</summary>
public sealed record WireGuardKey
{
    public const int Size = 32;

    public const string Allowed = "a WireGuard key: 32 bytes in base64 (44 characters)";

    private readonly ValueList<byte> _bytes;

    private WireGuardKey(ValueList<byte> bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan();

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out WireGuardKey? key)
    {
        key = null;
        Span<byte> bytes = stackalloc byte[Size];
        // The canonical form only: Convert also takes white space and stray trailing bits.
        if (text is not { Length: 44 } || !Convert.TryFromBase64String(text, bytes, out var length) || length != Size
            || Convert.ToBase64String(bytes) != text)
            return false;
        key = new WireGuardKey([.. bytes]);
        return true;
    }

    public override string ToString() => Convert.ToBase64String(Bytes);
}
