using Ichor.Linux;

namespace Ichor.Node.Files;

/// <summary>Files that readers must never see half-written: written beside their place, then renamed onto it.</summary>
internal static class AtomicFile
{
    /// <summary>False when the file already says this.</summary>
    public static bool Write(string path, string content, uint mode = 0x1A4 /* 0644 */)
    {
        if (File.Exists(path) && File.ReadAllText(path) == content)
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        File.WriteAllText(beside, content);
        Libc.Check(Libc.ChMod(beside, mode), $"chmod {beside}");
        File.Move(beside, path, overwrite: true);
        return true;
    }
}
