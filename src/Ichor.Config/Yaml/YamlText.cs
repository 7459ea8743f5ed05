using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ichor.Config.Yaml;

/// <summary>Turns YAML text into trees of nodes that know their line and column.</summary>
/// <remarks>
/// Only the event parser of YamlDotNet is used: its object layer needs reflection and stops at the first error.
/// </remarks>
public static class YamlText
{
    /// <summary>Reads every document of a stream. Bad YAML is a problem, never an exception.</summary>
    /// <returns>One root per document that could be read (null roots stand for empty documents), and what was wrong.</returns>
    public static (ImmutableArray<YamlNode> Documents, ImmutableArray<Problem> Problems) Read(
        string source, string text, YamlLimits? limits = null)
    {
        var bounds = limits ?? YamlLimits.Default;
        if (text.Length > bounds.Characters)
            return ([], [new Problem(source, 1, 1, "", $"the file is too large: {text.Length} characters, {bounds.Characters} are allowed")]);

        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        try
        {
            ReadStream(new Parser(new StringReader(text)), new YamlTreeBuilder(source, bounds, problems), documents);
        }
        catch (YamlException error)
        {
            problems.Add(new Problem(source, (int)error.Start.Line, (int)error.Start.Column, "", $"not YAML: {Reason(error)}"));
        }
        catch (YamlRefusedException refused)
        {
            problems.Add(new Problem(source, refused.Line, refused.Column, "", refused.Message));
        }
        return (documents.ToImmutable(), problems.ToImmutable());
    }

    private static void ReadStream(Parser parser, YamlTreeBuilder builder, ImmutableArray<YamlNode>.Builder documents)
    {
        while (parser.MoveNext())
            if (parser.Current is DocumentStart)
                documents.Add(builder.ReadDocument(parser));
    }

    // YamlDotNet repeats the position in some messages; the problem has it already.
    private static string Reason(YamlException error)
    {
        var reason = error.Message;
        var colon = reason.StartsWith('(') ? reason.IndexOf("): ", StringComparison.Ordinal) : -1;
        reason = colon < 0 ? reason : reason[(colon + 3)..];
        return reason.Length == 0 ? "unexpected text" : char.ToLowerInvariant(reason[0]) + reason[1..].TrimEnd('.');
    }
}

/// <summary>Stops the reading of a stream that goes beyond <see cref="YamlLimits"/>; never leaves <see cref="YamlText"/>.</summary>
internal sealed class YamlRefusedException(string message, int line, int column) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
