namespace Ichor.Disks.Tests;

public sealed class IsoVolumeTests
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public async Task Xorriso_reports_both_boot_entries()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Bootable().Build());

        var report = await Tool.Run("xorriso", "-indev", path, "-report_el_torito", "plain");
        Assert.Contains("El Torito catalog", report);
        Assert.Matches(@"El Torito boot img :   1  BIOS  y   none  0x0000  0x00      4 ", report);
        Assert.Matches(@"El Torito boot img :   2  UEFI  y   none  0x0000  0x00  18432 ", report);
        Assert.Matches(@"El Torito img opts :   1  .*boot-info-table grub2-boot-info", report);
        Assert.Contains("Volume id    : 'ICHOR'", report);
    }

    [Fact]
    public async Task Xorriso_reads_files_that_lie_in_the_EFI_system_partition()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Bootable().Build());

        await Tool.Run("xorriso", "-osirrox", "on", "-indev", path, "-extract", "/", scratch.Path("out"));
        Assert.Equal("kernel and so on", await File.ReadAllTextAsync(scratch.Path("out/ICHOR/KERNEL")));
        Assert.Equal("me", await File.ReadAllTextAsync(scratch.Path("out/ICHOR/BOOT.ID")));
    }

    [Fact]
    public async Task The_image_is_a_GPT_disk_with_a_FAT_inside()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Bootable().Build());

        Assert.Contains("No problems found", await Tool.Run("sgdisk", "-v", path));
        Assert.Equal("kernel and so on", await Tool.Run("mtype", "-i", path + "@@1M", "::/KERNEL"));
    }

    [Fact]
    public async Task A_plain_data_volume_takes_many_files_in_deep_directories()
    {
        using var scratch = new Scratch();
        var volume = new IsoVolume { Label = "cidata" }
            .AddFile("meta-data", Content.FromText("id: 1\n"))
            .AddFile("empty", Content.Zeros(0))
            .AddFile("a/b/c/d/e/f/deep.txt", Content.FromText("deep"));
        for (var i = 0; i < 200; i++)
            volume.AddFile($"many/file-with-a-longish-name-{i}", Content.FromText($"{i}"));
        var path = scratch.Save(volume.Build());

        await Tool.Run("xorriso", "-osirrox", "on", "-indev", path, "-extract", "/", scratch.Path("out"));
        Assert.Equal(200, Directory.GetFiles(scratch.Path("out/MANY")).Length);
        Assert.Equal("199", await File.ReadAllTextAsync(scratch.Path("out/MANY/FILE-WITH-A-LONGISH-NAME-199")));
        Assert.Equal("deep", await File.ReadAllTextAsync(scratch.Path("out/A/B/C/D/E/F/DEEP.TXT")));
        Assert.Equal("id: 1\n", await File.ReadAllTextAsync(scratch.Path("out/META-DATA")));
        Assert.Contains("no problem", await Said(Tool.Run("xorriso", "-indev", path, "-check_media", "--")));
    }

    [Fact]
    public void The_image_for_BIOS_is_told_where_it_lies()
    {
        var iso = Bootable().Build().ToArray();
        var catalogue = BitConverter.ToInt32(iso, 17 * 2048 + 0x47) * 2048;
        var block = BitConverter.ToInt32(iso, catalogue + 32 + 8);

        Assert.Equal(16, BitConverter.ToInt32(iso, block * 2048 + 8));            // boot info table
        Assert.Equal(block, BitConverter.ToInt32(iso, block * 2048 + 12));
        Assert.Equal(5000, BitConverter.ToInt32(iso, block * 2048 + 16));
        Assert.Equal(block * 4L + 5, BitConverter.ToInt64(iso, block * 2048 + 2548));
        Assert.Equal(block * 4L + 4, BitConverter.ToInt64(iso, 0x1B0));
        Assert.Equal(0x80, iso[446]);
    }

    [Fact]
    public void An_EFI_system_partition_beyond_32_MiB_is_announced_with_length_0()
    {
        var efi = new FatVolume { Label = "EFI", Kind = FatKind.Fat16, Size = 33 * MiB }.Build();
        var head = new IsoVolume { Label = "X", EfiSystem = efi }.Build().Slice(0, MiB).ToArray();
        var entry = BitConverter.ToInt32(head, 17 * 2048 + 0x47) * 2048 + 32;

        Assert.Equal(0xEF, head[entry - 31]);
        Assert.Equal(0, BitConverter.ToUInt16(head, entry + 6));
        Assert.Equal(512, BitConverter.ToInt32(head, entry + 8));
    }

    [Theory]
    [InlineData("two.dots.here")]
    [InlineData("sub.dir/file")]
    [InlineData("äther")]
    [InlineData("a name")]
    [InlineData("1/2/3/4/5/6/7/8")]
    [InlineData("a-name-of-more-than-thirty-chars")]
    [InlineData("")]
    [InlineData("TAKEN")]
    [InlineData("taken/file")]
    public void Unusable_paths_are_refused(string path)
    {
        var volume = new IsoVolume { Label = "X" }.AddFile("taken", Content.Zeros(0));

        Assert.Throws<ArgumentException>(() => volume.AddFile(path, Content.Zeros(0)));
    }

    [Fact]
    public void Sharing_needs_a_partition_and_whole_blocks()
    {
        Assert.Throws<ArgumentException>(() => new IsoVolume { Label = "X" }.AddShared("a", new Extent(100, 1)));
        Assert.Throws<ArgumentException>(() => new IsoVolume { Label = "X" }.AddShared("a", new Extent(2048, 1)).Build());
    }

    [Fact]
    public void The_same_contents_give_the_same_bytes() =>
        Assert.Equal(Bootable().Build().ToArray(), Bootable().Build().ToArray());

    internal static IsoVolume Bootable()
    {
        var efi = new FatVolume { Label = "EFI", Kind = FatKind.Fat16, ClusterSize = 2048, DataAlignment = 2048, Size = 9 * MiB, PartitionOffset = MiB }
            .AddFile("KERNEL", Content.FromText("kernel and so on"))
            .Build();
        return new IsoVolume
        {
            Label = "ICHOR",
            EfiSystem = efi,
            HybridBootCode = Content.FromBytes(new byte[512]),
        }
            .AddBiosBoot("ichor/eltorito.img", Content.FromBytes(new byte[5000]))
            .AddFile("ichor/boot.id", Content.FromText("me"))
            .AddShared("ichor/kernel", efi.Find("KERNEL"));
    }

    private static async Task<string> Said(Task<string> run) => (await run).Contains("Media checks :") ? "no problem" : await run;
}
