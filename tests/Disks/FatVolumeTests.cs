namespace Ichor.Disks.Tests;

public sealed class FatVolumeTests
{
    private const int KiB = 1024;
    private const long MiB = 1024 * KiB;

    [Theory]
    [InlineData(FatKind.Fat16, 16 * MiB)]
    [InlineData(FatKind.Fat32, 64 * MiB)]
    [InlineData(FatKind.Fat32, 300 * MiB)]
    [InlineData(FatKind.Fat16, 2000 * MiB)]
    public async Task Fsck_and_mtools_read_the_volume(FatKind kind, long size)
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Example(new FatVolume { Label = "Ichor", Kind = kind, Size = size }).Build());

        var verdict = await Tool.Run("fsck.vfat", "-nv", path);
        Assert.Contains(kind == FatKind.Fat32 ? "2 FATs, 32 bit entries" : "2 FATs, 16 bit entries", verdict);
        Assert.Equal("timeout 0\n", await Tool.Run("mtype", "-i", path, "::/loader/loader.conf"));
        Assert.Contains("ICHOR", await Tool.Run("mlabel", "-s", "-i", path));
    }

    [Theory]
    [InlineData("BOOTX64.EFI", "BOOTX64  EFI ")]
    [InlineData("loader.conf", "LOADER~1 CON ")]
    [InlineData("grub.cfg", "GRUB     CFG ")]
    [InlineData("ichor-0.1.0+3.efi", "ICHOR-~1 EFI ")]
    [InlineData("no extension at all", "NOEXTE~1     ")]
    [InlineData("exactly13char", "EXACTL~1     ")]
    [InlineData("größe.txt", "GR__E~1  TXT ")]
    [InlineData(".hidden", "HIDDEN~1     ")]
    public async Task Names_that_are_not_8_3_get_a_short_form_too(string name, string shortForm)
    {
        using var scratch = new Scratch();
        var path = scratch.Save(new FatVolume { Label = "X", Kind = FatKind.Fat16 }.AddFile(name, Content.FromText("here")).Build());

        await Tool.Run("fsck.vfat", "-n", path);
        var line = (await Tool.Run("mdir", "-a", "-i", path, "::/")).Split('\n').Single(text => text.Contains("2025-01-01"));
        Assert.StartsWith(shortForm, line, StringComparison.OrdinalIgnoreCase);
        if (name.All(char.IsAscii) && name != "BOOTX64.EFI")
            Assert.EndsWith(name, line.TrimEnd());
        Assert.Equal("here", await Tool.Run("mtype", "-i", path, shortForm[8] == ' ' && shortForm[9] != ' '
            ? $"::/{shortForm[..8].Trim()}.{shortForm[9..].Trim()}" : $"::/{shortForm.Trim()}"));
    }

    [Fact]
    public async Task Many_alike_names_in_a_directory_larger_than_a_cluster()
    {
        using var scratch = new Scratch();
        var volume = new FatVolume { Label = "X", Kind = FatKind.Fat32 };
        for (var i = 0; i < 300; i++)
            volume.AddFile($"deep/er/and deeper/a long name with number {i}.text", Content.FromText($"{i}"));
        var path = scratch.Save(volume.Build());

        await Tool.Run("fsck.vfat", "-n", path);
        Assert.Equal("299", await Tool.Run("mtype", "-i", path, "::/deep/er/and deeper/a long name with number 299.text"));
        Assert.Contains("302 files", await Tool.Run("mdir", "-i", path, "::/deep/er/and deeper"));
    }

    [Fact]
    public async Task Many_entries_in_the_fixed_root_of_FAT16()
    {
        using var scratch = new Scratch();
        var volume = new FatVolume { Label = "X", Kind = FatKind.Fat16 };
        for (var i = 0; i < 700; i++)
            volume.AddFile($"F{i}", Content.Zeros(0));
        var path = scratch.Save(volume.Build());

        await Tool.Run("fsck.vfat", "-n", path);
        Assert.Contains("700 files", await Tool.Run("mdir", "-i", path, "::/"));
    }

    [Theory]
    [InlineData(FatKind.Fat16, 512, 0, 4085)]       // the least there can be
    [InlineData(FatKind.Fat16, 512, 65524, 65524)]  // one more and it would be FAT32
    [InlineData(FatKind.Fat32, 512, 0, 65525)]
    public void Cluster_counts_stay_on_their_side_of_the_border(FatKind kind, int clusterSize, long clusters, long atLeast)
    {
        // A FAT16 of 65,524 clusters of 512 bytes: 1 boot sector, two tables of 256, 32 for the root.
        var size = clusters == 0 ? 0 : (1 + 2 * 256 + 32 + clusters) * 512;
        var image = new FatVolume { Label = "X", Kind = kind, ClusterSize = clusterSize, Size = size }.Build();

        var counted = CountClusters(image);
        Assert.InRange(counted, atLeast, kind == FatKind.Fat16 ? 65524 : long.MaxValue);
    }

    [Fact]
    public async Task The_largest_FAT16_and_the_smallest_FAT32_satisfy_fsck()
    {
        using var scratch = new Scratch();
        var largest = new FatVolume { Label = "X", Kind = FatKind.Fat16, ClusterSize = 512, Size = (1 + 2 * 256 + 32 + 65524) * 512L };
        var smallest = new FatVolume { Label = "X", Kind = FatKind.Fat32, ClusterSize = 512, Size = (32 + 2 * 512 + 65525) * 512L };

        await Tool.Run("fsck.vfat", "-n", scratch.Save(Example(largest).Build(), "largest"));
        await Tool.Run("fsck.vfat", "-n", scratch.Save(Example(smallest).Build(), "smallest"));
    }

    [Fact]
    public void One_cluster_too_many_or_too_few_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new FatVolume { Label = "X", Kind = FatKind.Fat16, ClusterSize = 512, Size = 33 * MiB }.Build());
        Assert.Throws<ArgumentException>(() => new FatVolume { Label = "X", Kind = FatKind.Fat32, Size = 32 * MiB }.Build());
        Assert.Throws<ArgumentException>(() => new FatVolume { Label = "X", Size = 64 * MiB }.AddFile("a", Content.Zeros(64 * MiB)).Build());
    }

    [Fact]
    public void Files_are_found_at_their_place()
    {
        var image = Example(new FatVolume { Label = "X", Kind = FatKind.Fat16, ClusterSize = 2048, DataAlignment = 2048 }).Build();
        var extent = image.Find("loader/LOADER.conf");

        Assert.Equal("timeout 0\n"u8.ToArray(), image.Slice(extent).ToArray());
        Assert.Equal(0, extent.Offset % 2048);
        Assert.Equal(default, image.Find("EFI/empty"));
        Assert.Throws<FileNotFoundException>(() => image.Find("loader/other"));
    }

    [Fact]
    public void A_text_may_tell_where_a_file_lies()
    {
        var image = new FatVolume { Label = "X", Kind = FatKind.Fat16 }
            .AddText("grub.cfg", 16, volume => $"at {volume.Find("kernel").Offset}")
            .AddFile("kernel", Content.FromText("K"))
            .Build();

        Assert.Equal($"at {image.Find("kernel").Offset}".PadRight(16, '\n'), System.Text.Encoding.ASCII.GetString(image.Slice(image.Find("grub.cfg")).ToArray()));
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("A/kernel")]    // "a" is a file
    [InlineData("KERNEL")]      // names do not differ by case
    public void Unusable_paths_are_refused(string path)
    {
        var volume = new FatVolume { Label = "X" }.AddFile("a", Content.Zeros(0)).AddFile("kernel", Content.Zeros(0));

        Assert.Throws<ArgumentException>(() => volume.AddFile(path, Content.Zeros(0)));
    }

    [Fact]
    public void The_same_contents_give_the_same_bytes()
    {
        var first = Example(new FatVolume { Label = "X", Kind = FatKind.Fat16 }).Build().ToArray();

        Assert.Equal(first, Example(new FatVolume { Label = "X", Kind = FatKind.Fat16 }).Build().ToArray());
    }

    private static FatVolume Example(FatVolume volume) => volume
        .AddDirectory("EFI/Linux")
        .AddFile("EFI/BOOT/BOOTX64.EFI", Content.FromBytes(new byte[100_000].Select((_, i) => (byte)i).ToArray()))
        .AddFile("EFI/empty", Content.Zeros(0))
        .AddFile("loader/loader.conf", Content.FromText("timeout 0\n"));

    // From the boot sector alone, as a driver does it.
    private static long CountClusters(FatImage image)
    {
        var boot = image.Slice(0, 512).ToArray();
        long U16(int at) => BitConverter.ToUInt16(boot, at);
        long U32(int at) => BitConverter.ToUInt32(boot, at);
        var fat = U16(22) != 0 ? U16(22) : U32(36);
        var total = U16(19) != 0 ? U16(19) : U32(32);
        return (total - U16(14) - boot[16] * fat - U16(17) / 16) / boot[13];
    }
}
