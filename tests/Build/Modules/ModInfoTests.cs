using System.Buffers.Binary;
using System.Text;
using Ichor.Build.Modules;

namespace Ichor.Build.Tests.Modules;

public sealed class ModInfoTests
{
    [Fact]
    public void Fields_are_read_from_the_section()
    {
        var info = ModInfo.Parse(Elf("alias=rtnl-link-bond\0depends=tls,nf-conntrack\0softdep=pre: crc32c post: a-b\0firmware=x.bin\0license=GPL\0alias=second\0"));
        Assert.Equal(["rtnl-link-bond", "second"], info.Aliases);
        Assert.Equal(["tls", "nf_conntrack"], info.Depends);
        Assert.Equal(["pre: crc32c post: a-b"], info.SoftDependencies);
        Assert.Equal(["crc32c", "a_b"], info.SoftNames);
        Assert.Equal(["x.bin"], info.Firmware);
    }

    [Fact]
    public void A_module_without_dependencies_has_none() => Assert.Empty(ModInfo.Parse(Elf("depends=\0")).Depends);

    [Fact]
    public async Task Modinfo_reads_the_same()
    {
        using var folder = new Temporary();
        File.WriteAllBytes(folder.Below("sample.ko"), Elf("alias=one\0alias=two\0depends=a,b\0license=GPL\0"));
        Assert.Equal("one\ntwo\n", await Tool.RunAsync("modinfo", "-F", "alias", folder.Below("sample.ko")));
        Assert.Equal("a,b\n", await Tool.RunAsync("modinfo", "-F", "depends", folder.Below("sample.ko")));
    }

    [Fact]
    public void Bytes_that_are_no_module_are_refused()
    {
        Assert.Equal("not a 64-bit little-endian ELF file", Refused([]));
        Assert.Equal("not a 64-bit little-endian ELF file", Refused(new byte[100]));
        Assert.Equal("damaged ELF section table", Refused(Elf("depends=\0")[..0x50]));
        Assert.Equal("no .modinfo section: not a kernel module", Refused(Elf("depends=\0", ".otherinfo")));
    }

    static string Refused(byte[] elf) => Assert.Throws<InvalidDataException>(() => ModInfo.Parse(elf)).Message;

    // Header, the section's bytes, section names, three section headers: null, the section, names.
    static byte[] Elf(string content, string section = ".modinfo")
    {
        var names = Encoding.ASCII.GetBytes($"\0{section}\0.shstrtab\0");
        var info = Encoding.ASCII.GetBytes(content);
        var table = (0x40 + info.Length + names.Length + 7) & ~7;
        var elf = new byte[table + (3 * 0x40)];
        ((byte[])[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(elf, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(0x10), 1);         // ET_REL
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(0x12), 62);        // EM_X86_64
        BinaryPrimitives.WriteUInt32LittleEndian(elf.AsSpan(0x14), 1);         // EV_CURRENT
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(0x28), table);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(0x34), 0x40);      // e_ehsize
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(0x3A), 0x40);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(0x3C), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(0x3E), 2);
        info.CopyTo(elf, 0x40);
        names.CopyTo(elf, 0x40 + info.Length);
        Header(elf.AsSpan(table + 0x40), name: 1, type: 1, offset: 0x40, info.Length);
        Header(elf.AsSpan(table + 0x80), name: section.Length + 2, type: 3, offset: 0x40 + info.Length, names.Length);
        return elf;
    }

    static void Header(Span<byte> header, int name, int type, int offset, int size)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, name);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], type);
        BinaryPrimitives.WriteInt64LittleEndian(header[0x18..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(header[0x20..], size);
    }
}
