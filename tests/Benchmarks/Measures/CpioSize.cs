using System.Globalization;
using System.Text;

namespace Ichor.Benchmarks.Measures;

/// <summary>Finds one file in a cpio archive of the "newc" format (Linux Documentation/driver-api/early-userspace/buffer-format.rst).</summary>
internal static class CpioSize
{
    private const int HeaderSize = 110;

    public static long Of(string archive, string name)
    {
        using var file = File.OpenRead(archive);
        var header = new byte[HeaderSize];
        while (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) == HeaderSize)
        {
            long Field(int index) => long.Parse(Encoding.ASCII.GetString(header, 6 + 8 * index, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var (size, nameSize) = (Field(6), (int)Field(11));
            var entry = new byte[nameSize];
            file.ReadExactly(entry);
            if (Encoding.UTF8.GetString(entry).TrimEnd('\0') == name)
                return size;
            file.Position = Align(Align(file.Position) + size);
        }
        throw new InvalidDataException($"{archive} has no file {name}");
    }

    private static long Align(long offset) => (offset + 3) & ~3L;
}
