namespace Ichor.Lab;

/// <summary>What the image builder has made: kernel, initramfs and images in <c>out/</c>.</summary>
public static class Artifacts
{
    /// <summary>Environment variable with another folder than the checkout's <c>out</c>.</summary>
    public const string Override = "ICHOR_OUT";

    /// <summary>The folder of artifacts.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable(Override) is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(Checkout(), "out");

    /// <summary>Kernel for direct boot.</summary>
    public static string Kernel => Path.Combine(Folder, "vmlinuz");

    /// <summary>Initramfs for direct boot.</summary>
    public static string Initramfs => Path.Combine(Folder, "initramfs");

    /// <summary>ISO image, for CD-ROM and USB stick.</summary>
    public static string Iso => Path.Combine(Folder, "metal-amd64.iso");

    /// <summary>Raw disk image.</summary>
    public static string Raw => Path.Combine(Folder, "metal-amd64.raw");

    /// <summary>The same disk in QEMU's format.</summary>
    public static string Qcow2 => Path.Combine(Folder, "metal-amd64.qcow2");

    /// <summary>One sentence when something is missing, else null.</summary>
    public static string? WhyMissing(params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
            if (!File.Exists(file))
                return $"{file} is missing: run `make image`";
        return null;
    }

    /// <summary>The path, if the file exists.</summary>
    /// <exception cref="LabException">It does not.</exception>
    public static string Require(string file) => WhyMissing(file) is { } missing ? throw new LabException(missing) : file;

    static string Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Image.sln")))
                return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}
