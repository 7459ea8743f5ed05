using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ichor.Init.Tests;

/// <summary>The program of the image in a root that holds nothing but itself: a library or a file it needs in secret shows here.</summary>
[Trait("Category", "Root")]
public sealed class SelfTestTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("root").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("only /dev/urandom", true)]
    [InlineData("no /dev at all", false)]
    public void The_program_needs_nothing_from_its_root(string holds, bool urandom)
    {
        Requirement.Met(Environment.IsPrivilegedProcess, "chroot(2) needs root");
        var program = Path.Combine(Repository(), "out/ichor");
        Assert.SkipUnless(File.Exists(program), "out/ichor is made by: make image");
        File.Copy(program, Path.Combine(_root, "ichor"));
        if (urandom)
        {
            Directory.CreateDirectory(Path.Combine(_root, "dev"));
            Assert.SkipUnless(MakeNode(Path.Combine(_root, "dev/urandom"), 0x2000 | 0x124 /* S_IFCHR, 0444 */, 0x109 /* 1:9 */) == 0,
                "device nodes are not allowed here");
        }
        var (code, output) = Run("chroot", _root, "/ichor", "self-test");
        Assert.True(code == 0 && output.EndsWith("self-test: all passed\n", StringComparison.Ordinal), $"{holds}: {output}");
    }

    static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Image.sln")))
            folder = Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new DirectoryNotFoundException("the tests are not in the repository");
        return folder;
    }

    static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = "/usr/sbin:/sbin:/usr/bin:/bin";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors.Result + output);
    }

    [DllImport("libc", EntryPoint = "mknod", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int MakeNode(string path, uint mode, ulong device);
}
