using SharpCompress.Compressors.Xz;

namespace Ichor.Build.Modules;

/// <summary>A module of a kernel package.</summary>
/// <param name="Name">Canonical name: "xhci_pci".</param>
/// <param name="Path">Below <c>/usr/lib/modules/RELEASE/</c>: "kernel/drivers/usb/host/xhci-pci.ko.xz".</param>
public sealed record ModuleFile(string Name, string Path)
{
    /// <summary>A module by its path below the release's folder.</summary>
    public static ModuleFile At(string path)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        return new ModuleFile(ModInfo.Canonical(file[..file.IndexOf(".ko", StringComparison.Ordinal)]), path);
    }

    /// <summary>Whether a path is that of a module, compressed or not.</summary>
    public static bool IsModule(string path) =>
        path.EndsWith(".ko.xz", StringComparison.Ordinal) || path.EndsWith(".ko", StringComparison.Ordinal);

    /// <summary>The ELF file inside.</summary>
    public static byte[] Uncompressed(string path, byte[] content)
    {
        if (!path.EndsWith(".xz", StringComparison.Ordinal)) return content;
        using var xz = new XZStream(new MemoryStream(content));
        using var elf = new MemoryStream();
        xz.CopyTo(elf);
        return elf.ToArray();
    }
}
