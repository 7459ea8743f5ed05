using CliWrap;
using CliWrap.Buffered;

namespace Ichor.Build.Tests;

/// <summary>The standard tools, as judges of what ours do.</summary>
static class Tool
{
    /// <summary>Standard output of a tool.</summary>
    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        var path = new[] { "/usr/bin", "/usr/sbin", "/bin", "/sbin" }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Requirement.Met(path is not null, $"{name} is not installed");
        var result = await Cli.Wrap(path).WithArguments(arguments)
            .WithEnvironmentVariables(env => env.Set("LC_ALL", "C"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.True(result.IsSuccess, $"{name}: {result.StandardError}");
        return result.StandardOutput;
    }
}
