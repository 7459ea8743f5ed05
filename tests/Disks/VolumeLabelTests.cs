namespace Ichor.Disks.Tests;

public sealed class VolumeLabelTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void Labels_of_our_own_volumes_are_read()
    {
        Assert.Equal(new VolumeLabel("iso9660", "cidata"), Probe(new IsoVolume { Label = "cidata" }.Build()));
        Assert.Equal(new VolumeLabel("vfat", "CIDATA"), Probe(new FatVolume { Label = "cidata", Kind = FatKind.Fat16 }.Build()));
        Assert.Equal(new VolumeLabel("vfat", "CIDATA"), Probe(new FatVolume { Label = "cidata", Kind = FatKind.Fat32 }.Build()));
    }

    [Fact]
    public async Task Labels_of_the_standard_tools_are_read()
    {
        using var scratch = new Scratch();
        await File.WriteAllBytesAsync(scratch.Path("fat"), new byte[4 * MiB]);
        await Tool.Run("mkfs.vfat", "-n", "CIDATA", scratch.Path("fat"));
        Assert.Equal(new VolumeLabel("vfat", "CIDATA"), ProbeFile(scratch.Path("fat")));

        await Tool.Run("mlabel", "-i", scratch.Path("fat"), "::OTHER");
        Assert.Equal(new VolumeLabel("vfat", "OTHER"), ProbeFile(scratch.Path("fat")));

        await File.WriteAllTextAsync(scratch.Path("user-data"), "#cloud-config");
        await Tool.Run("xorriso", "-as", "mkisofs", "-quiet", "-J", "-R", "-V", "cidata", "-o", scratch.Path("iso"), scratch.Path("user-data"));
        Assert.Equal(new VolumeLabel("iso9660", "cidata"), ProbeFile(scratch.Path("iso")));
    }

    [Fact]
    public void Without_a_label_the_label_is_empty()
    {
        var volume = new FatVolume { Label = "NO NAME", Kind = FatKind.Fat16 }.Build();

        Assert.Equal(new VolumeLabel("vfat", ""), Probe(volume));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(512)]
    [InlineData(40_000)]
    public void Other_things_have_no_label(int length) => Assert.Null(Probe(Content.Zeros(length)));

    [Fact]
    public void Whatever_the_sectors_say_reading_ends()
    {
        var random = new Random(1);
        var volume = new FatVolume { Label = "X", Kind = FatKind.Fat16, Size = 8 * MiB }.Build().ToArray();
        for (var round = 0; round < 2000; round++)
        {
            var damaged = volume.AsSpan(0, 64 * 1024).ToArray();
            for (var i = 0; i < 8; i++)
                damaged[random.Next(11, 90)] = (byte)random.Next(256);
            var label = Probe(Content.FromBytes(damaged));
            Assert.True(label is null || label.Label.All(c => c is >= ' ' and <= '~'));
        }
    }

    private static VolumeLabel? Probe(Content volume) => VolumeLabel.Read(new MemoryStream(volume.ToArray()));

    private static VolumeLabel? ProbeFile(string path)
    {
        using var file = File.OpenRead(path);
        return VolumeLabel.Read(file);
    }
}
