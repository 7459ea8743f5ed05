using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ichor.Config.Yaml;

/// <summary>The parser's events, one at a time. Whatever the parser finds wrong comes out as one kind of refusal with a place.</summary>
internal sealed class YamlEvents
{
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    public YamlEvents(string text)
    {
        _scanner = new Scanner(new StringReader(text));
        _parser = new Parser(_scanner);
    }

    public ParsingEvent Current => _parser.Current!;

    /// <summary>Goes on to the next event; false at the end of the text.</summary>
    /// <exception cref="YamlRefusedException">The text is not YAML.</exception>
    public bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (YamlException error)
        {
            throw Refuse(error.Start.Line > 0 ? error.Start : _scanner.CurrentPosition, Reason(error));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            // Some bad texts trip the scanner itself ("a: [1, 2", then "b: 3" in the next line).
            throw Refuse(_scanner.CurrentPosition, "unexpected text; is a quote or bracket before it left open?");
        }
    }

    /// <summary>The next event, which must be there.</summary>
    public ParsingEvent Next() => MoveNext() ? Current : throw Refuse(_scanner.CurrentPosition, "it ends too early");

    private static YamlRefusedException Refuse(Mark at, string reason) => new($"not YAML: {reason}", (int)at.Line, (int)at.Column);

    // YamlDotNet repeats the position in some messages; the problem has it already.
    private static string Reason(YamlException error)
    {
        var reason = error.Message;
        var colon = reason.StartsWith('(') ? reason.IndexOf("): ", StringComparison.Ordinal) : -1;
        reason = colon < 0 ? reason : reason[(colon + 3)..];
        return reason.Length == 0 ? "unexpected text" : char.ToLowerInvariant(reason[0]) + reason[1..].TrimEnd('.');
    }
}
