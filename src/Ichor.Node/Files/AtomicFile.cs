using System.Text;
using Ichor.Linux;

namespace Ichor.Node.Files;

/// <summary>Files that readers must never see half-written: written beside their place, then renamed onto it.</summary>
internal static class AtomicFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>False when the file already says this.</summary>
    public static bool Write(string path, string content, uint mode = 0x1A4 /* 0644 */) => Write(path, Encoding.UTF8.GetBytes(content), mode);

    /// <summary>False when the file already says this and has this mode.</summary>
    public static bool Write(string path, ReadOnlySpan<byte> content, uint mode)
    {
        if (Says(path, content, mode))
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        File.Delete(beside);
        // For root alone until it has its mode: it may hold secrets.
        using (var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            file.Write(content);
        Libc.Check(Libc.ChMod(beside, mode), $"chmod {beside}");
        File.Move(beside, path, overwrite: true);
        return true;
    }

    /// <summary>Whether the file has this content and mode.</summary>
    public static bool Says(string path, ReadOnlySpan<byte> content, uint mode)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == content.Length && (uint)file.UnixFileMode == mode && content.SequenceEqual(File.ReadAllBytes(path));
    }
}
