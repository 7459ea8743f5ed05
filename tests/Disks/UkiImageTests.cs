using System.Buffers.Binary;
using System.Text.RegularExpressions;

namespace Ichor.Disks.Tests;

public sealed partial class UkiImageTests
{
    private const string SystemdStub = "/usr/lib/systemd/boot/efi/linuxx64.efi.stub";

    private static readonly byte[] Kernel = Pattern(70_000, 3), Initramfs = Pattern(9_001, 7);

    [Fact]
    public async Task Objdump_sees_the_sections_one_behind_the_other()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Example());

        var sections = SectionLine().Matches(await Tool.Run("objdump", "-h", path))
            .Select(match => $"{match.Groups["name"].Value} {match.Groups["size"].Value} {match.Groups["address"].Value}");
        Assert.Equal(
            """
            .text 00000001 0000000000004000
            .osrel 0000000a 0000000000005000
            .cmdline 0000000e 0000000000006000
            .uname 00000007 0000000000007000
            .initrd 00002329 0000000000008000
            .linux 00011170 000000000000b000
            """, string.Join('\n', sections));
    }

    [Fact]
    public async Task Objcopy_takes_out_what_was_put_in()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Example());
        foreach (var (section, bytes) in new[] { (".linux", Kernel), (".initrd", Initramfs), (".cmdline", "console=ttyS0\n"u8.ToArray()) })
        {
            await Tool.Run("objcopy", "-O", "binary", "--only-section", section, path, scratch.Path("part"));
            Assert.Equal(bytes, (await File.ReadAllBytesAsync(scratch.Path("part")))[..bytes.Length]);
        }
    }

    [Fact]
    public void Large_sections_lie_on_pages_and_are_found_there()
    {
        var uki = Example();

        Assert.Equal(Kernel, uki.Slice(uki.Find(".linux")).ToArray());
        Assert.Equal(Initramfs, uki.Slice(uki.Find(".initrd")).ToArray());
        Assert.Equal(0, uki.Find(".linux").Offset % 4096);
        Assert.Equal(0, uki.Find(".initrd").Offset % 4096);
        Assert.Equal("6.12.99".Length, uki.Find(".uname").Length);
    }

    [Fact]
    public void Time_checksum_and_signature_of_the_stub_do_not_survive()
    {
        var bytes = Example().ToArray();

        Assert.Equal(ImageTime.Default.ToUnixTimeSeconds(), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(0x88)));
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(0x98 + 64)));
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(0x98 + 112 + 32)));
        Assert.Equal(bytes, Example().ToArray());
    }

    [Fact]
    public async Task The_stub_of_systemd_takes_all_sections()
    {
        Requirement.Met(File.Exists(SystemdStub), $"{SystemdStub} is not installed (systemd-boot-efi)");
        using var scratch = new Scratch();
        var uki = new UkiImage(Parts(Content.FromFile(SystemdStub)));

        Assert.Contains(".linux", await Tool.Run("objdump", "-h", scratch.Save(uki)));
        Assert.Equal(Kernel, uki.Slice(uki.Find(".linux")).ToArray());
    }

    [Fact]
    public void A_finished_image_is_opened_as_it_is()
    {
        var built = Example();
        var opened = UkiImage.Open(Content.FromBytes(built.ToArray()));

        Assert.Equal(built.Find(".linux"), opened.Find(".linux"));
        Assert.Equal(built.Find(".initrd"), opened.Find(".initrd"));
        Assert.Equal(built.ToArray(), opened.ToArray());
        Assert.Throws<FormatException>(() => UkiImage.Open(Content.FromBytes(MinimalPe.Create())));
    }

    [Theory]
    [InlineData(0, 0x80)]                  // nothing but the DOS header
    [InlineData(0x3C, 0xFFFFFFF0)]         // header far outside
    [InlineData(0x80, 0)]                  // no signature
    [InlineData(0x98, 0x10B)]              // 32 bits
    [InlineData(0x98 + 240 + 20, 0x10000)] // section behind the end
    public void What_is_no_stub_is_refused(int offset, uint value)
    {
        var stub = offset == 0 ? new byte[value] : MinimalPe.Create();
        BinaryPrimitives.WriteUInt32LittleEndian(stub.AsSpan(offset), value);

        Assert.Throws<FormatException>(() => new UkiImage(Parts(Content.FromBytes(stub))));
    }

    [Fact]
    public void Headers_that_reach_into_the_first_section_are_refused()
    {
        var stub = MinimalPe.Create();
        BinaryPrimitives.WriteUInt32LittleEndian(stub.AsSpan(0x98 + 240 + 12), 0x200);

        Assert.Throws<ArgumentException>(() => new UkiImage(Parts(Content.FromBytes(stub))));
    }

    internal static UkiImage Example() => new(Parts(Content.FromBytes(MinimalPe.Create())));

    private static UkiParts Parts(Content stub) =>
        new(stub, Content.FromBytes(Kernel), Content.FromBytes(Initramfs), "console=ttyS0\n", "ID=ichor\nX", "6.12.99");

    private static byte[] Pattern(int length, int step) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * step + i / 256))];

    [GeneratedRegex(@"^\s+\d+ (?<name>\S+)\s+(?<size>[0-9a-f]{8})  (?<address>[0-9a-f]{16})", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SectionLine();
}
