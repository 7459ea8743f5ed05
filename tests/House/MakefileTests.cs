using System.Diagnostics;

namespace Ichor.House.Tests;

/// <summary>What a person types does what it says.</summary>
public class MakefileTests
{
    public static TheoryData<string> Targets => [.. House.Lines("Makefile").Single(line => line.StartsWith(".PHONY:", StringComparison.Ordinal)).Split(' ')[1..]];

    /// <summary>make looks for no pattern rule of a phony target: one without a rule of its own does nothing, and says nothing.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Every_target_does_something(string target)
    {
        var (code, commands) = await RunAsync("make", House.Root, ["-n", target]);

        Assert.Equal(0, code);
        Assert.DoesNotContain("Nothing to be done", commands, StringComparison.Ordinal);
        Assert.NotEqual("", commands.Trim());
    }

    /// <summary>Whoever counts reads the last line, also when the tests were never reached.</summary>
    [Theory]
    [InlineData("ensure", "make", "test")]
    [InlineData("ensure", "make", "-j4", "test")]
    [InlineData("compile", "make", "test")]
    [InlineData("ensure", ".ci/run")]
    [InlineData("compile", ".ci/run")]
    public async Task A_test_run_that_cannot_begin_is_counted_as_failed(string failing, params string[] command)
    {
        var copy = Directory.CreateTempSubdirectory("ichor-make-");
        try
        {
            foreach (var file in (string[])["Makefile", ".ci/run"])
                Copy(file, File.ReadAllText(Path.Combine(House.Root, file)));
            foreach (var script in (string[])["ensure", "compile", "run-tests"])
                Copy($"build/host/{script}", $"#!/bin/sh\nexit {(script == failing ? 1 : 0)}\n");

            var (code, said) = await RunAsync(command[0].Contains('/') ? Path.Combine(copy.FullName, command[0]) : command[0], copy.FullName, command[1..]);

            Assert.NotEqual(0, code);
            Assert.EndsWith("0 passed, 1 failed\n", said, StringComparison.Ordinal);
        }
        finally
        {
            copy.Delete(recursive: true);
        }

        void Copy(string file, string text)
        {
            var path = Path.Combine(copy.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in (string[])["MAKEFLAGS", "MFLAGS", "MAKELEVEL"])
            start.Environment.Remove(inherited);   // of the make that may have started the tests
        using var running = Process.Start(start)!;
        running.BeginErrorReadLine();              // make's own words: read, so that it never waits for a reader
        var said = await running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (running.ExitCode, said);
    }
}
