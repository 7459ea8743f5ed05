namespace Ichor.Config;

public sealed partial record CommandLine
{
    /// <summary>Reads a command line; never throws.</summary>
    public static CommandLine Parse(string text) => new() { Text = text };
}
