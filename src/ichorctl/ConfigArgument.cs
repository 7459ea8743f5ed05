using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Ichor.Config;

namespace Ichor.Ctl;

/// <summary>The options <c>--config FILE</c> and <c>--mode</c>, shared by the commands that read a machine config.</summary>
internal static class ConfigArgument
{
    public static Option<string> Required() => new("--config", "-c") { Description = "machine config file", Required = true };

    public static Option<string> Mode()
    {
        var mode = new Option<string>("--mode", "-m") { Description = "kind of machine", DefaultValueFactory = _ => "metal" };
        mode.AcceptOnlyFromAmong("metal", "cloud", "container");
        return mode;
    }

    public static ConfigMode ModeOf(string mode) => mode switch
    {
        "cloud" => ConfigMode.Cloud,
        "container" => ConfigMode.Container,
        _ => ConfigMode.Metal,
    };

    /// <summary>Reads a file; a file that cannot be read is one line on standard error.</summary>
    public static bool TryRead(ParseResult parsed, string file, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = File.ReadAllText(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"ichorctl: {file}: {e.Message}");
            text = null;
            return false;
        }
    }
}
