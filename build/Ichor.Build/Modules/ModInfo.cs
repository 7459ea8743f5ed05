using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Ichor.Build.Modules;

/// <summary>What a kernel module says about itself in its ELF section <c>.modinfo</c>: NUL-terminated "key=value" (include/linux/module.h).</summary>
/// <param name="Depends">Modules whose symbols it uses, canonical names.</param>
/// <param name="Aliases">Patterns of the devices and names it serves, in file order.</param>
/// <param name="SoftDependencies">Lines as written: "pre: a b post: c".</param>
/// <param name="Firmware">Files it asks the kernel for.</param>
public sealed record ModInfo(
    ImmutableArray<string> Depends, ImmutableArray<string> Aliases, ImmutableArray<string> SoftDependencies, ImmutableArray<string> Firmware)
{
    /// <summary>Modules named after "pre:" or "post:", canonical names.</summary>
    public IEnumerable<string> SoftNames => SoftDependencies
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word is not ("pre:" or "post:"))
        .Select(Canonical);

    /// <summary>The kernel takes '-' and '_' for the same in module names; its files use both.</summary>
    public static string Canonical(string name) => name.Replace('-', '_');

    /// <summary>Reads the section of an uncompressed 64-bit little-endian module.</summary>
    /// <exception cref="InvalidDataException">Not such an ELF file, or no <c>.modinfo</c> in it.</exception>
    public static ModInfo Parse(ReadOnlySpan<byte> elf)
    {
        ImmutableArray<string>.Builder depends = ImmutableArray.CreateBuilder<string>(), aliases = ImmutableArray.CreateBuilder<string>(),
            soft = ImmutableArray.CreateBuilder<string>(), firmware = ImmutableArray.CreateBuilder<string>();
        foreach (var line in Encoding.UTF8.GetString(Section(elf, ".modinfo"u8)).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) continue;
            var value = line[(equals + 1)..];
            switch (line[..equals])
            {
                case "depends": depends.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Canonical)); break;
                case "alias": aliases.Add(value); break;
                case "softdep": soft.Add(value); break;
                case "firmware": firmware.Add(value); break;
            }
        }
        return new ModInfo(depends.ToImmutable(), aliases.ToImmutable(), soft.ToImmutable(), firmware.ToImmutable());
    }

    static ReadOnlySpan<byte> Magic => [0x7f, (byte)'E', (byte)'L', (byte)'F', 2 /* ELFCLASS64 */, 1 /* ELFDATA2LSB */];

    // Elf64_Ehdr: e_shoff at 0x28, e_shentsize 0x3A, e_shnum 0x3C, e_shstrndx 0x3E. Elf64_Shdr: sh_name 0, sh_offset 0x18, sh_size 0x20.
    static ReadOnlySpan<byte> Section(ReadOnlySpan<byte> elf, ReadOnlySpan<byte> wanted)
    {
        if (elf.Length < 0x40 || !elf.StartsWith(Magic)) throw new InvalidDataException("not a 64-bit little-endian ELF file");
        try
        {
            var table = elf[(int)BinaryPrimitives.ReadUInt64LittleEndian(elf[0x28..])..];
            int size = BinaryPrimitives.ReadUInt16LittleEndian(elf[0x3A..]), count = BinaryPrimitives.ReadUInt16LittleEndian(elf[0x3C..]);
            var names = Content(elf, table[(size * BinaryPrimitives.ReadUInt16LittleEndian(elf[0x3E..]))..]);
            for (var i = 0; i < count; i++)
            {
                var header = table[(size * i)..];
                var name = names[(int)BinaryPrimitives.ReadUInt32LittleEndian(header)..];
                if (name[..name.IndexOf((byte)0)].SequenceEqual(wanted)) return Content(elf, header);
            }
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new InvalidDataException("damaged ELF section table", error);
        }
        throw new InvalidDataException("no .modinfo section: not a kernel module");
    }

    static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> elf, ReadOnlySpan<byte> header) => elf.Slice(
        (int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..]), (int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x20..]));
}
