namespace Ichor.Node;

/// <summary>Lines for the log: one per change of state. PID 1 reads them from a pipe, adds time and role, and keeps the last ones.</summary>
internal static class Log
{
    /// <summary>Opens what is written to; tests have better things to show.</summary>
    internal static Func<Stream> Open { get; set; } = System.Console.OpenStandardOutput;

    public static void Info(string line) => Write(line);

    public static void Warning(string line) => Write("warning: " + line);

    public static void Error(string line) => Write("error: " + line);

    private static void Write(string line)
    {
        using var output = Open();
        output.Write(System.Text.Encoding.UTF8.GetBytes(PlainText.Of(line) + "\n"));
    }
}
