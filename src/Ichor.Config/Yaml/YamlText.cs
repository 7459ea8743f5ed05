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
        var stream = ReadStream(source, text, limits);
        return (stream.Documents, stream.Problems);
    }

    /// <summary>The same, and whether that is all of the text: a key given twice is a problem, but hides nothing.</summary>
    /// <param name="source">Name of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="limits">What it may be; null for the usual.</param>
    /// <param name="kept">What need not be read again, and takes what was read; null for neither.</param>
    internal static YamlStream ReadStream(string source, string text, YamlLimits? limits = null, KeptText? kept = null)
    {
        var bounds = limits ?? YamlLimits.Default;
        if (text.Length > bounds.Characters)
            return new([], [new Problem(source, 1, 1, "", $"the file is too large: {text.Length} characters, {bounds.Characters} are allowed")], IsWhole: false);

        if (PlainYaml.TryRead(source, text, bounds, kept) is { } plain)
            return new(plain, [], IsWhole: true);
        return ReadWholeLanguage(source, text, bounds);
    }

    /// <summary>By the parser of the whole language; what <see cref="PlainYaml"/> gives must be the same.</summary>
    internal static YamlStream ReadWholeLanguage(string source, string text, YamlLimits bounds)
    {
        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        try
        {
            RefuseControlCharacters(text);
            ReadDocuments(new YamlEvents(text), new YamlTreeBuilder(source, bounds, problems), documents);
        }
        catch (YamlRefusedException refused)
        {
            problems.Add(new Problem(source, refused.Line, refused.Column, "", refused.Message));
            return new(documents.ToImmutable(), problems.ToImmutable(), IsWhole: false);
        }
        return new(documents.ToImmutable(), problems.ToImmutable(), IsWhole: true);
    }

    private static void ReadDocuments(YamlEvents events, YamlTreeBuilder builder, ImmutableArray<YamlNode>.Builder documents)
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

/// <summary>What a text holds.</summary>
/// <param name="Documents">One root per document that could be read.</param>
/// <param name="Problems">What was wrong.</param>
/// <param name="IsWhole">False when reading ended before the text did.</param>
internal sealed record YamlStream(ImmutableArray<YamlNode> Documents, ImmutableArray<Problem> Problems, bool IsWhole);

/// <summary>Stops the reading of a stream that goes beyond <see cref="YamlLimits"/>; never leaves <see cref="YamlText"/>.</summary>
internal sealed class YamlRefusedException(string message, int line, int column) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
