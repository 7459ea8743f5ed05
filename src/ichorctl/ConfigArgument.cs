using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Ichor.Config;

namespace Ichor.Ctl;

/// <summary>The options <c>--config FILE</c> and <c>--mode</c>, shared by the commands that read a machine config.</summary>
internal static class ConfigArgument
{
    /// <summary>In place of a file: standard input.</summary>
    private const string Stdin = "-";

    public static Option<string> Required() => new("--config", "-c") { Description = "machine config file; - is standard input", Required = true };

    public static Option<string?> Optional() => new("--config", "-c") { Description = "machine config file; none when left out, - is standard input" };

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

    /// <summary>What a file is called in messages.</summary>
    public static string NameOf(string file) => file == Stdin ? "stdin" : file;

    /// <summary>Reads a file; a file that cannot be read is one line on standard error.</summary>
    public static bool TryRead(ParseResult parsed, string file, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = file == Stdin ? Console.In.ReadToEnd() : File.ReadAllText(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"ichorctl: {NameOf(file)}: {e.Message}");
            text = null;
            return false;
        }
    }
}
