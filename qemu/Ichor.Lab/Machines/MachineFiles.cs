using System.Text;
using Ichor.Disks;

namespace Ichor.Lab.Machines;

/// <summary>The files and sockets of one machine, in the laboratory's folder.</summary>
public sealed class MachineFiles(string folder, string name)
{
    /// <summary>The kernel command line's place for what the node reads as config source.</summary>
    public const string ConfigVolumeLabel = "metal-iso";

    /// <summary>The label by which the node finds the volume that it writes to.</summary>
    public const string StateVolumeLabel = "STATE";

    const long StateVolumeSize = 16 << 20;

    /// <summary>What sun_path of unix(7) holds, without its final NUL.</summary>
    const int LongestSocketPath = 107;

    /// <summary>Kernel for direct boot.</summary>
    public required string Kernel { get; init; }

    /// <summary>Initramfs for direct boot, before anything is added to it.</summary>
    public required string Initramfs { get; init; }

    /// <summary>The ISO or raw image for the other media.</summary>
    public string? Image { get; init; }

    /// <summary>Everything the serial console said.</summary>
    public string ConsoleLog => PathTo("console.log");

    /// <summary>Socket of the serial console; the laboratory listens.</summary>
    public string ConsoleSocket => SocketPath("con");

    /// <summary>Socket of QEMU's machine protocol; the laboratory listens.</summary>
    public string QmpSocket => SocketPath("qmp");

    /// <summary>Socket of the shell in the guest; the laboratory listens.</summary>
    public string ShellSocket => SocketPath("sh");

    /// <summary>Socket of the node's API port; QEMU listens, so that one reader after the other can connect.</summary>
    public string ApiSocket { get; init; } = "";

    /// <summary>Where an API socket in the laboratory's folder would be.</summary>
    public static string DefaultApiSocket(string folder, string name) => CheckLength(Path.Combine(folder, $"{name}.api"));

    /// <summary>The machine's own initramfs: the image's, and what was added.</summary>
    public string OwnInitramfs => PathTo("initramfs");

    /// <summary>The volume with its config.</summary>
    public string ConfigVolume => PathTo("config.img");

    /// <summary>The volume that outlives its reboots.</summary>
    public string StateVolume => PathTo("state.img");

    /// <summary>The firmware's variables.</summary>
    public string FirmwareVariables => PathTo("vars.fd");

    /// <summary>Makes what the spec needs: volume, initramfs, firmware variables.</summary>
    public void Prepare(MachineSpec spec)
    {
        if (spec.Config is { } config)
            WriteVolume(ConfigVolume, ConfigVolumeLabel, 0, [("config.yaml", config)]);
        if (spec.State is { } state)
            WriteVolume(StateVolume, StateVolumeLabel, StateVolumeSize, state);
        if (spec.Medium == BootMedium.Kernel && spec.Files.Length > 0)
            WriteInitramfs(spec.Files);
        if (spec.Firmware == Firmware.Uefi)
            File.Copy(Uefi.Variables, FirmwareVariables, overwrite: true);     // reused ones remember boot entries
    }

    static void WriteVolume(string path, string label, long size, IEnumerable<(string Name, string Text)> files)
    {
        var volume = new FatVolume { Kind = FatKind.Fat16, Label = label, Size = size };
        foreach (var (name, text) in files)
            volume.AddFile(name, Content.FromText(text));
        volume.Build().WriteFile(path);
    }

    /// <summary>The kernel unpacks one archive after the other, and a later file replaces an earlier one.</summary>
    void WriteInitramfs(IEnumerable<ExtraFile> files)
    {
        var archive = new CpioArchive();
        foreach (var file in files)
            archive.AddFile(file.Path, Content.FromBytes(file.Content), file.Mode);
        using var output = File.Create(OwnInitramfs);
        using (var image = File.OpenRead(Initramfs))
            image.CopyTo(output);
        output.SetLength((output.Length + 3) & ~3L);                             // archives begin at multiples of four
        output.Seek(0, SeekOrigin.End);
        archive.Build().CopyTo(output);
    }

    string PathTo(string file) => Path.Combine(folder, $"{name}.{file}");

    string SocketPath(string file) => CheckLength(PathTo(file));

    /// <summary>Whether a unix socket can be at that path.</summary>
    public static bool FitsSocket(string path) => Encoding.UTF8.GetByteCount(path) <= LongestSocketPath;

    static string CheckLength(string path) => FitsSocket(path)
        ? path
        : throw new LabException($"{path} is too long for a unix socket ({LongestSocketPath} bytes): set TMPDIR to a shorter folder");
}
