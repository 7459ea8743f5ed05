using System.Diagnostics.CodeAnalysis;

namespace Ichor.Config;

/// <summary>Reads one value from its text; false when it is not allowed.</summary>
public delegate bool ScalarParser<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>A type of single values: how the text is read, and what it may be, in words.</summary>
/// <remarks>Used for config documents and for the command line alike.</remarks>
public sealed class Scalar<T>(string type, string allowed, ScalarParser<T> parse)
{
    private readonly ScalarForm? _form;

    /// <summary>Name of the type on reference pages: <c>integer</c>, <c>link name</c>.</summary>
    public string Type { get; } = type;

    /// <summary>What may be written; completes the sentence <c>'x' is not …</c>.</summary>
    public string Allowed { get; } = allowed;

    /// <summary>False for numbers: <c>"1500"</c> in quotes is a text to YAML, and to Talos.</summary>
    public bool MayBeQuoted { get; init; } = true;

    /// <summary>How YAML writes the value; numbers when it may not be quoted, else texts.</summary>
    public ScalarForm Form { get => _form ?? (MayBeQuoted ? ScalarForm.Text : ScalarForm.Integer); init => _form = value; }

    /// <summary>Least and most of an integer, for schemas; the parser is what decides.</summary>
    public (long Least, long Most)? Range { get; init; }

    /// <summary>
    /// For schemas: a regular expression, in the subset that .NET and JavaScript share, which matches every text that the parser takes
    /// (and may match others: what it cannot say the parser does).
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>The words of an enumeration; empty for other types.</summary>
    public ValueList<string> Words { get; init; }

    /// <summary>What the author may have meant, or what exactly is wrong, for common slips; null when there is no guess.</summary>
    public Func<string, string?>? Hint { get; init; }

    /// <summary>True for keys and tokens: messages do not repeat the text (nor may <see cref="Hint"/>), status output hides the value.</summary>
    public bool IsSecret { get; init; }

    /// <summary>
    /// Whether the empty text is as good as no value: Talos takes it so wherever a text is written. False for types that an empty text
    /// is a value of, and for numbers, truths and times, which Talos refuses.
    /// </summary>
    public bool EmptyIsNothing => Form == ScalarForm.Text && !IsTime && !TryParse("", out _);

    /// <summary>Texts to YAML, but not to Talos.</summary>
    public bool IsTime { get; init; }

    /// <summary>How a value is written; null when its ToString does it.</summary>
    public Func<T, string>? Writer { get; init; }

    public bool TryParse(string text, [MaybeNullWhen(false)] out T value) => parse(text, out value);

    /// <summary>The sentence for a text that was refused.</summary>
    public string Explain(string text)
    {
        if (IsSecret)
            return $"is not {Allowed} ({(Hint?.Invoke(text) is { } slip ? slip + "; " : "")}the value is a secret and is not repeated here)";
        var guess = Hint?.Invoke(text) ?? (Spelling.Nearest(text, Words) is { } word ? $"did you mean '{word}'?" : null);
        var shown = text.Length <= 80 ? text : text[..77] + "...";
        return $"'{shown}' is not {Allowed}" + (guess is null ? "" : $" ({guess})");
    }

    /// <summary>A value as it would be written in a config.</summary>
    public string Format(T value) => Writer is not null ? Writer(value) : value?.ToString() ?? "";
}
