using System.Collections.Immutable;
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

        if (PlainYaml.TryRead(source, text, bounds) is { } plain)
            return (plain, []);
        return ReadWholeLanguage(source, text, bounds);
    }

    /// <summary>By the parser of the whole language; what <see cref="PlainYaml"/> gives must be the same.</summary>
    internal static (ImmutableArray<YamlNode> Documents, ImmutableArray<Problem> Problems) ReadWholeLanguage(string source, string text, YamlLimits bounds)
    {
        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        try
        {
            RefuseControlCharacters(text);
            ReadStream(new YamlEvents(text), new YamlTreeBuilder(source, bounds, problems), documents);
        }
        catch (YamlRefusedException refused)
        {
            problems.Add(new Problem(source, refused.Line, refused.Column, "", refused.Message));
        }
        return (documents.ToImmutable(), problems.ToImmutable());
    }

    private static void ReadStream(YamlEvents events, YamlTreeBuilder builder, ImmutableArray<YamlNode>.Builder documents)
    {
        while (events.MoveNext())
            if (events.Current is DocumentStart)
                documents.Add(builder.ReadDocument(events));
    }

    /// <summary>YAML 1.2 section 5.1 allows none but tab and line breaks; the parser does not mind them.</summary>
    private static void RefuseControlCharacters(string text)
    {
        var line = 1;
        var column = 1;
        foreach (var c in text)
        {
            if (c < ' ' && c is not ('\t' or '\n' or '\r'))
                throw new YamlRefusedException($"not YAML: control character 0x{(int)c:x2}", line, column);
            (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
        }
    }
}

/// <summary>Stops the reading of a stream that goes beyond <see cref="YamlLimits"/>; never leaves <see cref="YamlText"/>.</summary>
internal sealed class YamlRefusedException(string message, int line, int column) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
