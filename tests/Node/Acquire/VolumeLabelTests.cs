using System.Diagnostics;
using System.Text;
using Ichor.Node.Acquire;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Acquire;

public sealed class VolumeLabelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Image => Path.Combine(_folder.Path, "image");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(12, 2)]
    [InlineData(16, 16)]
    [InlineData(32, 40)]
    public void A_stick_made_by_mkfs(int bits, int mebibytes)
    {
        Requirement.Met(File.Exists("/usr/sbin/mkfs.vfat"), "mkfs.vfat is not installed");
        Run("/usr/sbin/mkfs.vfat", $"-F {bits} -n METAL-ISO -C {Image} {mebibytes * 1024}");

        Assert.Equal(("vfat", "METAL-ISO"), VolumeLabel.Of(Image));
    }

    [Fact]
    public void A_disc_made_by_xorriso()
    {
        Requirement.Met(File.Exists("/usr/bin/xorriso"), "xorriso is not installed");
        var config = _folder.Put("files/config.yaml", "machine: {}\n");
        Run("/usr/bin/xorriso", $"-as mkisofs -quiet -V metal-iso -o {Image} {Path.GetDirectoryName(config)}");

        Assert.Equal(("iso9660", "metal-iso"), VolumeLabel.Of(Image));
    }

    [Fact]
    public void What_is_not_there_has_no_label() => Assert.Null(VolumeLabel.Of(Image));

    [Theory]
    [InlineData(0, "")]
    [InlineData(511, "")]
    [InlineData(512, "")]
    [InlineData(512, "\u00FF\u00FE")]
    [InlineData(32768, "CD001")]
    [InlineData(34816, "\u0001CD001")]
    public void Hostile_bytes_have_no_label_or_a_short_one(int size, string planted)
    {
        var bytes = new byte[size];
        Encoding.Latin1.GetBytes(planted).CopyTo(bytes.AsSpan(Math.Max(0, Math.Min(32768, size - planted.Length))));
        if (size >= 512)
            (bytes[510], bytes[511]) = (0x55, 0xAA);

        var label = VolumeLabel.Of(bytes);

        Assert.True(label is null or { Label.Length: <= 32 });
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = new byte[random.Next(40_000)];
            random.NextBytes(bytes);
            if (bytes.Length >= 512)
                (bytes[510], bytes[511]) = (0x55, 0xAA);
            _ = VolumeLabel.Of(bytes);
        }
    }

    private static void Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
    }
}
