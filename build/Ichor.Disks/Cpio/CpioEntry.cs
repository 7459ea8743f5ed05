using System.Text;

namespace Ichor.Disks;

internal enum CpioKind : uint
{
    File = 0x8000,       // S_IFREG
    Directory = 0x4000,  // S_IFDIR
    Symlink = 0xA000,    // S_IFLNK
}

internal sealed record CpioEntry(CpioKind Kind, UnixFileMode Mode, Content Content)
{
    public const UnixFileMode SymlinkMode = (UnixFileMode)0x1FF;   // 0777

    /// <summary>Magic, 13 fields of 8 hexadecimal digits, the name with its NUL, zeros up to a multiple of four.</summary>
    public byte[] Header(uint inode, string name, DateTimeOffset time)
    {
        var links = Kind == CpioKind.Directory ? 2u : 1u;
        return Header(name, inode, (uint)Kind | (uint)Mode, links, checked((uint)time.ToUnixTimeSeconds()), checked((uint)Content.Length));
    }

    /// <summary>The entry that ends an archive.</summary>
    public static byte[] Trailer() => Header("TRAILER!!!", inode: 0, mode: 0, links: 1, time: 0, size: 0);

    private static byte[] Header(string name, uint inode, uint mode, uint links, uint time, uint size)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        ReadOnlySpan<uint> fields =
        [
            inode, mode, 0 /* uid */, 0 /* gid */, links, time, size, 0, 0 /* device of the file */, 0, 0 /* device it stands for */,
            (uint)nameBytes.Length + 1, 0 /* check */,
        ];
        var text = new StringBuilder("070701");
        foreach (var field in fields)
            text.Append(field.ToString("X8"));

        var header = new byte[Align.Up(text.Length + nameBytes.Length + 1, 4)];
        Encoding.ASCII.GetBytes(text.ToString(), header);
        nameBytes.CopyTo(header, text.Length);
        return header;
    }
}
