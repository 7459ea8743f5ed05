using System.Diagnostics;

namespace Ichor.Lab.Machines;

/// <summary>A program of the host and what it is linked against, as files for a guest that has neither.</summary>
static class HostProgram
{
    /// <summary>The program in /usr/bin, its libraries in /usr/lib, its loader where the program asks for it.</summary>
    public static IEnumerable<ExtraFile> Files(string program)
    {
        var path = Tool.Require(program);
        yield return Copy(path, $"usr/bin/{program}");
        foreach (var library in Libraries(path))
            // /lib of the image is a link to /usr/lib: an archive with a folder of that name would replace the link.
            yield return Copy(library, library.Contains("/ld-linux", StringComparison.Ordinal) ? library[1..] : $"usr/lib/{Path.GetFileName(library)}");
    }

    static ExtraFile Copy(string from, string to) => new(to, File.ReadAllBytes(from), Disks.UnixModes.Executable);

    /// <summary>Absolute paths in the output of ldd(1): <c>libmnl.so.0 =&gt; /lib/.../libmnl.so.0 (0x...)</c>.</summary>
    static List<string> Libraries(string path)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", [path]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var lines = ldd.StandardOutput.ReadToEnd().Split('\n');
        ldd.WaitForExit();
        return [.. lines.SelectMany(line => line.Split(' ', '\t').Where(word => word.StartsWith('/')).TakeLast(1))];
    }
}
