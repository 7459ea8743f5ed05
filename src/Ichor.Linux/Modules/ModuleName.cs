namespace Ichor.Linux.Modules;

/// <summary>A module is written with '-' in its file name and with '_' in the kernel: the latter is its name here.</summary>
public static class ModuleName
{
    public static string Normalize(string name) => name.Replace('-', '_');

    /// <summary>"kernel/drivers/net/virtio_net.ko.xz" is virtio_net.</summary>
    public static string OfFile(string path)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        var extension = file.IndexOf(".ko", StringComparison.Ordinal);
        return Normalize(extension < 0 ? file : file[..extension]);
    }
}
