namespace Ichor.Config;

public sealed partial record CommandLine
{
    // What the kernel splits at, and what ends /proc/cmdline.
    private static readonly char[] WhiteSpace = [' ', '\t', '\n', '\v', '\f', '\r', '\0'];

    /// <summary>Reads a command line; never throws.</summary>
    /// <remarks>Words are divided by white space only: there is no quoting, so a value holds no blank. Letter case counts.</remarks>
    public static CommandLine Parse(string text)
    {
        var reader = new CommandLineReader();
        foreach (var word in text.Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=');
            reader.Read(equals < 0 ? new KernelArgument(word, "") : new KernelArgument(word[..equals], word[(equals + 1)..]));
        }
        return reader.Finish(text.Trim(WhiteSpace));
    }
}
