namespace Ichor.Disks.Tests;

public sealed class BootMediumTests
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public async Task The_disk_has_what_firmware_and_GRUB_look_for()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Example().BuildDisk());

        Assert.Contains("No problems found", await Tool.Run("sgdisk", "-v", path));
        var partitions = await Tool.Run("sgdisk", "-p", path);
        Assert.Matches("1 .* EF00  EFI\n *2 .* EF02  BIOS\n *3 .* 8300  META\n", partitions);
        Assert.Contains("BOOTX64.EFI", await Tool.Run("mdir", "-b", "-i", path + "@@1M", "-/", "::/"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ichor.efi", await Tool.Run("mdir", "-b", "-i", path + "@@1M", "-/", "::/"));
    }

    [Fact]
    public void GRUB_s_block_lists_lead_to_kernel_and_initramfs()
    {
        var medium = Example();
        var efi = medium.BuildDisk().Slice(MiB, 64 * MiB);
        var config = System.Text.Encoding.ASCII.GetString(efi.ToArray());
        var lists = System.Text.RegularExpressions.Regex.Matches(config, @"\(\$root\)(?<first>\d+)\+(?<count>\d+)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture);

        foreach (var (list, section) in lists.Zip([".linux", ".initrd"]))
        {
            var bytes = medium.Uki.Slice(medium.Uki.Find(section)).ToArray();
            var found = efi.Slice(512 * long.Parse(list.Groups["first"].Value), 512 * long.Parse(list.Groups["count"].Value)).ToArray();
            Assert.Equal(bytes, found[..bytes.Length]);
            Assert.All(found[bytes.Length..], value => Assert.Equal(0, value));
        }
        Assert.Equal(2, lists.Count);
    }

    [Fact]
    public void GRUB_s_images_are_told_where_the_core_image_lies()
    {
        var disk = Example().BuildDisk();
        var core = 65 * MiB;

        Assert.Equal(core / 512, BitConverter.ToInt64(disk.Slice(0x5C, 8).ToArray()));
        Assert.Equal([0x90, 0x90], disk.Slice(0x66, 2).ToArray());
        Assert.Equal(core / 512 + 1, BitConverter.ToInt64(disk.Slice(core + 0x1F4, 8).ToArray()));
    }

    [Fact]
    public async Task The_ISO_shows_kernel_and_initramfs_inside_the_kernel_image()
    {
        using var scratch = new Scratch();
        var medium = Example();
        var path = scratch.Save(medium.BuildIso());

        await Tool.Run("xorriso", "-osirrox", "on", "-indev", path, "-extract", "/", scratch.Path("out"));
        Assert.Equal(medium.Uki.Slice(medium.Uki.Find(".linux")).ToArray(), await File.ReadAllBytesAsync(scratch.Path("out/ICHOR/VMLINUZ")));
        Assert.Equal(medium.Uki.Slice(medium.Uki.Find(".initrd")).ToArray(), await File.ReadAllBytesAsync(scratch.Path("out/ICHOR/INITRD")));
        Assert.Equal(medium.Uki.ToArray(), await File.ReadAllBytesAsync(scratch.Path("out/EFI/LINUX/ICHOR.EFI")));
        await Tool.Run("mcopy", "-i", path + "@@1M", "::/EFI/Linux/ichor.efi", scratch.Path("uki"));
        Assert.Equal(medium.Uki.ToArray(), await File.ReadAllBytesAsync(scratch.Path("uki")));
    }

    [Theory]
    [InlineData("console=ttyS0  a=b", "'console=ttyS0' 'a=b'")]
    [InlineData("x=\"a b\" y", "'x=a b' 'y'")]            // GRUB puts quotes around words with blanks itself
    [InlineData("\"x=a b\" x= \"", "'x=a b' 'x=' ''")]
    [InlineData("x=a;$y#{z}", "'x=a;$y#{z}'")]
    [InlineData("x=it's", "GRUB cannot pass on quotes and backslashes: x=it's")]
    [InlineData("x=a\\b", "GRUB cannot pass on quotes and backslashes: x=a\\b")]
    [InlineData("x={\"a\":1}", "GRUB cannot pass on quotes and backslashes: x={\"a\":1}")]
    public void Arguments_pass_through_GRUB_s_shell_or_are_refused(string commandLine, string expected)
    {
        string outcome;
        try
        {
            outcome = GrubConfig.Entry("T", "K", "I", commandLine).Split('\n')[2].Replace("  linux K ", "");
        }
        catch (ArgumentException refused)
        {
            outcome = refused.Message.Replace(" (Parameter 'word')", "");
        }
        Assert.Equal(expected, outcome);
    }

    [Fact]
    public void Without_GRUB_nothing_pretends_to_boot_with_a_BIOS()
    {
        var medium = Example() with { GrubDisk = null, GrubIso = null };

        Assert.All(medium.BuildDisk().Slice(0, 447).ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(0, medium.BuildIso().Slice(446, 1).ToArray()[0]);
    }

    [Fact]
    public void The_same_parts_give_the_same_bytes()
    {
        Assert.Equal(Example().BuildIso().ToArray(), Example().BuildIso().ToArray());
        Assert.Equal(Example().BuildDisk().ToArray(), Example().BuildDisk().ToArray());
    }

    private static BootMedium Example()
    {
        Content Image(byte fill) => Content.FromBytes(Enumerable.Repeat(fill, 3000).ToArray());
        return new BootMedium
        {
            Uki = UkiImageTests.Example(),
            CommandLine = "console=ttyS0",
            SystemdBoot = Content.FromText("loader"),
            GrubDisk = new GrubForDisk(Boot: Image(1), Core: Image(2)),
            GrubIso = new GrubForIso(Hybrid: Image(3), ElTorito: Image(4)),
            EfiSystemSize = 64 * MiB,
        };
    }
}
