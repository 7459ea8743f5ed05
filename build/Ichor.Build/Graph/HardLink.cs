using System.Runtime.InteropServices;

namespace Ichor.Build.Graph;

/// <summary>A second name for a file; a copy where the file system has no such thing.</summary>
public static partial class HardLink
{
    /// <summary>Gives <paramref name="existing"/> the further name <paramref name="path"/>, replacing what is there.</summary>
    public static void Create(string existing, string path)
    {
        File.Delete(path);
        if (Link(existing, path) != 0)
            File.Copy(existing, path);   // EXDEV between file systems, EPERM or EMLINK where links are not allowed
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string path);
}
