using System.Text;
using CliWrap;

namespace Ichor.Disks.Tests;

/// <summary>Runs the standard tools that judge our images.</summary>
internal static class Tool
{
    private static readonly string[] Folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];

    /// <summary>Runs a tool and gives what it said on both outputs.</summary>
    public static async Task<string> Run(string name, params string[] arguments)
    {
        var (code, said) = await Try(name, arguments);
        Assert.True(code == 0, $"{name} {string.Join(' ', arguments)}: exit code {code}\n{said}");
        return said;
    }

    /// <summary>The same for tools of which the exit code matters.</summary>
    public static async Task<(int Code, string Said)> Try(string name, params string[] arguments)
    {
        var path = Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Requirement.Met(path is not null, $"{name} is not installed");
        var said = new StringBuilder();
        var result = await Cli.Wrap(path)
            .WithArguments(arguments)
            .WithEnvironmentVariables(new Dictionary<string, string?>(StringComparer.Ordinal) { ["TZ"] = "UTC", ["LC_ALL"] = "C", ["MTOOLS_SKIP_CHECK"] = "0" })
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(said))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(said))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
        return (result.ExitCode, said.ToString());
    }
}
