namespace Ichor.Node;

/// <summary>Text for a terminal's single line. What came from the network (a host name, a server's answer) must not move its cursor.</summary>
internal static class PlainText
{
    /// <summary>Line ends become bars, other control characters question marks.</summary>
    public static string Of(string text)
    {
        var line = text.ReplaceLineEndings(" | ");
        return line.Any(char.IsControl) ? string.Concat(line.Select(c => char.IsControl(c) ? '?' : c)) : line;
    }

    /// <summary>The same in at most so many characters, cut between words where that loses little.</summary>
    public static string Of(string text, int width)
    {
        const string Cut = "...";
        var line = Of(text);
        if (line.Length <= width)
            return line;
        var room = Math.Max(width - Cut.Length, 0);
        var blank = line.LastIndexOf(' ', room);
        return line[..(blank > room * 4 / 5 ? blank : room)] + Cut;
    }
}
