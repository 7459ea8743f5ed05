using System.Text;
using SharpCompress.Compressors.Xz;
using SharpCompress.Compressors.ZStandard;
using System.IO.Compression;

namespace Ichor.Build.Debian;

/// <summary>Reads the files of a Debian package: an <c>ar</c> archive whose member <c>data.tar.*</c> holds them (deb(5)).</summary>
public static class DebArchive
{
    /// <summary>The package's files as an uncompressed tar stream.</summary>
    /// <exception cref="InvalidDataException">The stream is not a Debian package.</exception>
    public static Stream OpenData(Stream package)
    {
        foreach (var (name, size) in Members(package))
        {
            var content = new MemberStream(package, size);
            switch (name)
            {
                case "data.tar": return content;
                case "data.tar.xz": return new XZStream(content);
                case "data.tar.gz": return new GZipStream(content, CompressionMode.Decompress);
                case "data.tar.zst": return new DecompressionStream(content);
            }
        }
        throw new InvalidDataException("no data.tar in the package");
    }

    /// <summary>Name and size of each member of an <c>ar</c> archive; the stream then stands at the member's first byte.</summary>
    public static IEnumerable<(string Name, long Size)> Members(Stream archive)
    {
        var magic = new byte[8];
        if (archive.ReadAtLeast(magic, 8, throwOnEndOfStream: false) < 8 || !magic.AsSpan().SequenceEqual("!<arch>\n"u8))
            throw new InvalidDataException("not a Debian package: no ar archive");
        var header = new byte[60];   // name 16, date 12, uid 6, gid 6, mode 8, size 10, "`\n"
        while (archive.ReadAtLeast(header, 60, throwOnEndOfStream: false) == 60)
        {
            if (header[58] != '`' || header[59] != '\n' || !long.TryParse(Encoding.ASCII.GetString(header, 48, 10), out var size))
                throw new InvalidDataException("damaged ar header");
            var start = archive.Position;
            yield return (Encoding.ASCII.GetString(header, 0, 16).Trim().TrimEnd('/'), size);
            archive.Position = start + size + (size & 1);   // members start at even offsets
        }
    }
}
