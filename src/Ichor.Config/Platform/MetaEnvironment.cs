using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ichor.Config;

/// <summary>
/// Values of META in one word, as <c>talos.environment=INSTALLER_META_BASE64=...</c> has them for a machine without such a partition:
/// <c>key=value</c> joined by <c>;</c>, in gzip when it is long, in base64.
/// </summary>
/// <remarks>Talos: pkg/machinery/meta/meta.go. A value with <c>;</c> in it cannot be written so.</remarks>
public static class MetaEnvironment
{
    public const string Variable = "INSTALLER_META_BASE64";

    /// <summary>Unpacked; a partition holds no more (bytes).</summary>
    private const int MaxSize = MetaPartition.CopySize;

    /// <summary>The text that the command line has; null when it has none. Of several the last one counts.</summary>
    public static EnvironmentVariable? Of(CommandLine commandLine) =>
        commandLine.Environment.LastOrDefault(variable => variable.Name == Variable);

    /// <exception cref="MetaFormatException">It is not such a text.</exception>
    public static MetaValues Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            throw new MetaFormatException("is not base64");
        var plain = Unpack(bytes[..length]);
        var values = new Dictionary<byte, ValueList<byte>>();
        foreach (var (i, item) in (plain.Length == 0 ? [] : plain.Split(';')).Index())
        {
            var equals = item.IndexOf('=');
            if (equals < 0 || Key(item[..equals]) is not { } key)
                throw new MetaFormatException($"is not key=value in its part {i + 1}, where key is a number from 0 to 255 such as 0xa, and no value contains ';'");
            values[key] = [.. Encoding.UTF8.GetBytes(item[(equals + 1)..])];
        }
        return new MetaValues(values);
    }

    private static string Unpack(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, _, _, _, _, ..])
            return Encoding.UTF8.GetString(bytes);
        var plain = new byte[MaxSize + 1];
        int length;
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            length = unpacked.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            throw new MetaFormatException("begins like gzip and is none");
        }
        if (length > MaxSize)
            throw new MetaFormatException($"is larger than {MaxSize} bytes when unpacked");
        // What is cut off unpacks without a word as far as it goes; the size at its end (RFC 1952, ISIZE) tells.
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint))) == length
            ? Encoding.UTF8.GetString(plain, 0, length) : throw new MetaFormatException("is gzip that is cut off");
    }

    /// <summary>Decimal, or hexadecimal after <c>0x</c>.</summary>
    private static byte? Key(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return byte.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;
    }
}
