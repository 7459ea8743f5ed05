using System.Diagnostics;

namespace Ichor.Init.Tests;

/// <summary>A process gives up its rights and becomes another program, which looks at itself.</summary>
[Trait("Category", "Root")]
public sealed class RunAsTests
{
    [Fact]
    public void A_program_of_another_user_has_no_capabilities_no_groups_and_no_way_to_new_privileges()
    {
        Requirement.Met(Environment.IsPrivilegedProcess, "setuid(2) needs root");
        var status = RunAs("65534", "65533", "/bin/cat", "/proc/self/status").Split('\n')
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(line => line.Length == 2).ToDictionary(line => line[0], line => line[1]);

        Assert.Equal("cat", status["Name"]);
        Assert.Equal("65534\t65534\t65534\t65534", status["Uid"]);
        Assert.Equal("65533\t65533\t65533\t65533", status["Gid"]);
        Assert.Equal("", status["Groups"]);
        foreach (var capabilities in (string[])["CapInh", "CapPrm", "CapEff", "CapAmb"])
            Assert.Equal((capabilities, "0000000000000000"), (capabilities, status[capabilities]));
        Assert.Equal("1", status["NoNewPrivs"]);
    }

    /// <summary>This assembly again, where <see cref="StartupHook"/> takes the place of the tests.</summary>
    static string RunAs(params string[] arguments)
    {
        var self = typeof(RunAsTests).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", ["exec", self, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["DOTNET_STARTUP_HOOKS"] = self;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
