namespace Ichor.Node;

/// <summary>Lines for the log: one per change of state. PID 1 reads them from a pipe, adds time and role, and keeps the last ones.</summary>
internal static class Log
{
    public static void Info(string line) => Write(line);

    public static void Warning(string line) => Write("warning: " + line);

    public static void Error(string line) => Write("error: " + line);

    private static void Write(string line)
    {
        using var output = System.Console.OpenStandardOutput();
        output.Write(System.Text.Encoding.UTF8.GetBytes(PlainText.Of(line) + "\n"));
    }
}
