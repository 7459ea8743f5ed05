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
        var start = new ProcessStartInfo("make", ["-n", target]) { WorkingDirectory = House.Root, UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment.Remove("MAKEFLAGS");   // of the make that may have started the tests
        using var make = Process.Start(start)!;
        var commands = await make.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, make.ExitCode);
        Assert.DoesNotContain("Nothing to be done", commands, StringComparison.Ordinal);
        Assert.NotEqual("", commands.Trim());
    }
}
