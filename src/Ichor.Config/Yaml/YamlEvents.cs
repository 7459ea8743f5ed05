using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ichor.Config.Yaml;

/// <summary>The parser's events, one at a time. Whatever the parser finds wrong comes out as one kind of refusal with a place.</summary>
internal sealed class YamlEvents
{
    private readonly string _text;
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    public YamlEvents(string text)
    {
        _text = text;
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
        catch (YamlException error) when (error.Message.Contains("tab as indentation", StringComparison.Ordinal))
        {
            // The parser gives the line of the mapping around it.
            throw new YamlRefusedException("not YAML: indentation is made of blanks, not of tabs", LineWithTab((int)error.Start.Line), 1);
        }
        catch (YamlException error)
        {
            throw Refuse(error.Start.Line > 0 ? error.Start : _scanner.CurrentPosition, Reason(error.Message));
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

    private int LineWithTab(int first)
    {
        var lines = _text.Split('\n');
        var found = Array.FindIndex(lines, Math.Clamp(first - 1, 0, lines.Length), line => line.TrimStart(' ').StartsWith('\t'));
        return found < 0 ? first : found + 1;
    }

    // "While scanning a quoted scalar, found unexpected end of stream.": what was being scanned is the parser's own affair.
    private static string Reason(string message)
    {
        var comma = message.StartsWith("While ", StringComparison.Ordinal) ? message.IndexOf(", ", StringComparison.Ordinal) : -1;
        var reason = comma < 0 ? message : message[(comma + 2)..];
        return reason.Length == 0 ? "unexpected text" : char.ToLowerInvariant(reason[0]) + reason[1..].TrimEnd('.');
    }
}
