namespace Ichor.Disks.Tests;

public sealed class VirtualDiskTests
{
    private const long MiB = 1024 * 1024;

    [Theory]
    [InlineData(64 * MiB, Qcow2.DefaultClusterBits)]
    [InlineData(64 * MiB, 13)]
    [InlineData(64 * MiB, 9)]
    [InlineData(512, Qcow2.DefaultClusterBits)]
    [InlineData(0, Qcow2.DefaultClusterBits)]
    public async Task A_qcow2_is_consistent_and_equals_the_raw_disk(long size, int clusterBits)
    {
        using var scratch = new Scratch();
        var disk = Example(size);
        using (var file = File.Create(scratch.Path("qcow2")))
            Qcow2.Write(disk, file, clusterBits);

        Assert.Contains("No errors were found", await Tool.Run("qemu-img", "check", "-f", "qcow2", scratch.Path("qcow2")));
        Assert.Contains($"cluster_size: {1 << clusterBits}", await Tool.Run("qemu-img", "info", scratch.Path("qcow2")));
        await AssertEqual(scratch.Save(disk, "raw"), scratch.Path("qcow2"), "qcow2");
    }

    [Fact]
    public async Task A_qcow2_of_more_than_one_table_and_refcount_block()
    {
        using var scratch = new Scratch();
        var disk = Content.Layout(3 * 1024 * MiB, (0, Content.FromText("first")), (512 * MiB, Noise(20 * MiB)), (3 * 1024 * MiB - 4, Content.FromText("last")));
        using (var file = File.Create(scratch.Path("qcow2")))
            Qcow2.Write(disk, file, clusterBits: 12);          // a refcount block counts 2,048 clusters of 4 KiB

        Assert.Contains("No errors were found", await Tool.Run("qemu-img", "check", "-f", "qcow2", scratch.Path("qcow2")));
        await AssertEqual(scratch.Save(disk, "raw"), scratch.Path("qcow2"), "qcow2");
        Assert.InRange(new FileInfo(scratch.Path("qcow2")).Length, 20 * MiB, 22 * MiB);
    }

    [Theory]
    [InlineData(64 * MiB)]
    [InlineData(300 * MiB)]
    [InlineData(40_000 * MiB)]     // above the cylinders that 63 sectors per track can count
    public async Task A_fixed_VHD_has_the_size_of_the_disk(long size)
    {
        using var scratch = new Scratch();
        var disk = Example(size);
        var path = scratch.Save(FixedVhd.Create(disk), "vhd");

        Assert.Contains($"({size} bytes)", await Tool.Run("qemu-img", "info", "-f", "vpc", path));
        if (size < 1024 * MiB)
            await AssertEqual(scratch.Save(disk, "raw"), path, "vpc");
    }

    [Fact]
    public void A_VHD_is_a_whole_number_of_MiB_and_a_footer() =>
        Assert.Equal(2 * MiB + 512, FixedVhd.Create(Content.Zeros(MiB + 512)).Length);

    [Fact]
    public async Task A_stream_VMDK_equals_the_raw_disk()
    {
        using var scratch = new Scratch();
        var disk = Example(100 * MiB);
        using (var file = File.Create(scratch.Path("vmdk")))
            StreamVmdk.Write(disk, file);

        Assert.Contains("create type: streamOptimized", await Tool.Run("qemu-img", "info", "-f", "vmdk", scratch.Path("vmdk")));
        await AssertEqual(scratch.Save(disk, "raw"), scratch.Path("vmdk"), "vmdk");
    }

    [Fact]
    public void The_same_disk_gives_the_same_bytes()
    {
        static byte[] Write(Action<Content, Stream> writer)
        {
            using var output = new MemoryStream();
            writer(Example(64 * MiB), output);
            return output.ToArray();
        }

        Assert.Equal(Write((disk, output) => Qcow2.Write(disk, output)), Write((disk, output) => Qcow2.Write(disk, output)));
        Assert.Equal(Write(StreamVmdk.Write), Write(StreamVmdk.Write));
    }

    // A disk with data at both ends, some that does not compress, and much that is zero.
    private static Content Example(long size) => size < MiB
        ? Noise(size)
        : Content.Layout(size, (0, Content.FromText("first")), (3 * MiB + 512, Noise(MiB)), (size - 4, Content.FromText("last")));

    private static Content Noise(long length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return Content.FromBytes(bytes);
    }

    private static async Task AssertEqual(string raw, string image, string format) =>
        Assert.Contains("Images are identical", await Tool.Run("qemu-img", "compare", "-f", "raw", "-F", format, raw, image));
}
