namespace Ichor.Disks.Tests;

public sealed class GptDiskTests
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public async Task Sgdisk_finds_no_problem_and_the_partitions_we_put_in()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Example().Build());

        Assert.Contains("No problems found", await Tool.Run("sgdisk", "-v", path));
        var info = await Tool.Run("sgdisk", "-i", "2", path);
        Assert.Contains("Partition GUID code: 21686148-6449-6E6F-744E-656564454649", info);
        Assert.Contains("First sector: 10240 ", info);
        Assert.Contains("Last sector: 12287 ", info);
        Assert.Contains("Attribute flags: 0000000000000004", info);
        Assert.Contains("Partition name: 'BIOS'", info);
        Assert.Contains($"Partition unique GUID: {NamedGuid.From("BIOS")}", info, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_smallest_disk_is_the_table_alone()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(new GptDisk { Name = "empty", Size = MiB + 33 * 512 }.Build());

        Assert.Contains("No problems found", await Tool.Run("sgdisk", "-v", path));
        Assert.Throws<ArgumentException>(() => new GptDisk { Name = "empty", Size = MiB + 32 * 512 }.Build());
    }

    [Fact]
    public async Task The_backup_table_survives_the_loss_of_the_first_sectors()
    {
        using var scratch = new Scratch();
        var path = scratch.Save(Example().Build());
        using (var file = File.OpenWrite(path))
            file.Write(new byte[34 * 512]);

        var (_, said) = await Tool.Try("sgdisk", "-p", path);
        Assert.Contains("Backup header: OK", said);
        Assert.Contains("Backup partition table: OK", said);
    }

    [Fact]
    public void Boot_code_makes_the_protective_entry_active_and_stays_out_of_the_table()
    {
        var disk = Example();
        disk.BootCode = Content.FromBytes(Enumerable.Repeat((byte)0xCC, 512).ToArray());
        var sector = disk.Build().Slice(0, 512).ToArray();

        Assert.Equal(440, sector.Count(value => value == 0xCC));
        Assert.Equal([0x80, 0x00, 0x02, 0x00, 0xEE, 0xFF, 0xFF, 0xFF], sector[446..454]);
        Assert.Equal(0, Example().Build().Slice(446, 1).ToArray()[0]);
    }

    [Fact]
    public void A_content_gets_to_know_its_place()
    {
        var disk = new GptDisk { Name = "d" };
        disk.Add(new GptPartition("one", GptTypes.LinuxData, Content.Zeros(10)));
        var place = disk.Add(new GptPartition("two", GptTypes.LinuxData, 100, at => Content.FromText($"{at.Offset}+{at.Length}")));

        Assert.Equal(new Extent(2 * MiB, MiB), place);
        Assert.Equal("2097152+1048576", System.Text.Encoding.ASCII.GetString(disk.Build().Slice(place.Offset, 15).ToArray()));
    }

    [Fact]
    public void Identifiers_are_version_8_and_follow_from_the_name()
    {
        var digest = System.Security.Cryptography.SHA256.HashData("EFI"u8);
        var id = NamedGuid.From("EFI").ToByteArray(bigEndian: true);

        Assert.Equal(8, id[6] >> 4);
        Assert.Equal(2, id[8] >> 6);
        Assert.Equal(digest[..6], id[..6]);
        Assert.Equal(digest[9..16], id[9..]);
    }

    [Fact]
    public void More_content_than_partition_is_refused()
    {
        var disk = new GptDisk { Name = "d" };
        disk.Add(new GptPartition("small", GptTypes.LinuxData, MiB, _ => Content.Zeros(MiB + 1)));

        Assert.Throws<ArgumentException>(disk.Build);
    }

    private static GptDisk Example()
    {
        var disk = new GptDisk { Name = "example" };
        disk.Add(new GptPartition("EFI", GptTypes.EfiSystem, 4 * MiB, _ => Content.FromText("efi")));
        disk.Add(new GptPartition("BIOS", GptTypes.BiosBoot, MiB, _ => Content.FromText("bios")) { Attributes = GptAttributes.LegacyBiosBootable });
        disk.Add(new GptPartition("META", GptTypes.LinuxData, Content.FromText("meta")));
        return disk;
    }
}
