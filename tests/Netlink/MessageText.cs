using System.Runtime.InteropServices;

namespace Ichor.Netlink.Tests;

/// <summary>A message as text in which the order of attributes does not show.</summary>
internal static class MessageText
{
    /// <summary>Type, flags, fixed structure and attributes. <paramref name="nested"/> lists which attributes hold others, as paths of types.</summary>
    public static string Of(ReadOnlySpan<byte> message, int headerSize, params string[] nested)
    {
        var length = MemoryMarshal.Read<int>(message);
        var flags = (NetlinkFlags)MemoryMarshal.Read<ushort>(message[6..]);
        return $"type {MemoryMarshal.Read<ushort>(message[4..])} flags {flags}\n"
            + $"{Convert.ToHexStringLower(message.Slice(16, headerSize))}\n"
            + string.Join('\n', Attributes(message[(16 + headerSize)..length], "", nested));
    }

    private static List<string> Attributes(ReadOnlySpan<byte> bytes, string path, string[] nested)
    {
        var lines = new List<string>();
        while (!bytes.IsEmpty)
        {
            var length = MemoryMarshal.Read<ushort>(bytes);
            var type = MemoryMarshal.Read<ushort>(bytes[2..]);
            var here = $"{path}/{type & 0x3fff}";
            if (nested.Contains(here))
                lines.Add($"{path}/{type:x} {{ {string.Join(' ', Attributes(bytes[4..length], here, nested))} }}");
            else
                lines.Add($"{path}/{type:x} {Convert.ToHexStringLower(bytes[4..length])}");
            bytes = bytes[Math.Min(length + 3 & ~3, bytes.Length)..];
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
