namespace Ichor.Config;

/// <summary>A parameter of a kernel module, as the kernel takes it apart (next_arg of lib/cmdline.c).</summary>
/// <param name="Text">What the kernel is given: one word, with blanks only inside double quotes.</param>
public sealed record ModuleParameter(string Text)
{
    private const char Quote = '"';

    /// <summary>What may be written; completes the sentence <c>'x' is not …</c>.</summary>
    public const string Allowed = "a module parameter: name=value or name, the name of letters, digits, '_' and '-'";

    /// <summary>The kernel takes <c>-</c> and <c>_</c> in it for the same.</summary>
    public string Name => Unquoted[..EndOfName];

    /// <summary>Without quotes; null for a name alone, which switches something on.</summary>
    public string? Value => EndOfName == Unquoted.Length ? null : Strip(Unquoted[(EndOfName + 1)..]);

    private string Unquoted => Text[0] == Quote ? Strip(Text) : Text;

    private int EndOfName => Unquoted.IndexOf('=') is >= 0 and var equals ? equals : Unquoted.Length;

    public override string ToString() => Text;

    /// <summary>Reads the parameters of a text: blanks outside of quotes divide them, as they do for the kernel.</summary>
    /// <returns>False when there is none, or one that the kernel would not take for a parameter.</returns>
    public static bool TryParse(string text, out ValueList<ModuleParameter> parameters)
    {
        parameters = Words(text).Select(word => new ModuleParameter(word)).ToValueList();
        // The kernel takes the byte A0 for a blank, wherever in a character it is: beyond ASCII nobody knows what comes of it.
        return !parameters.IsEmpty && text.All(c => char.IsAscii(c) && (!char.IsControl(c) || char.IsWhiteSpace(c)))
            && parameters.All(parameter => parameter.IsValid);
    }

    /// <summary>What the author may have meant.</summary>
    internal static string? Hint(string text)
    {
        if (text.Count(c => c == Quote) % 2 != 0)
            return "a double quote is missing";
        if (Words(text).Any(word => word[0] == '='))
            return "there may be no blanks before or after '='";
        var name = text.Split('=')[0];
        return name.LastIndexOf('.') is > 0 and var dot && name[(dot + 1)..].Length > 0
            ? $"without the name of the module: did you mean '{text[(dot + 1)..]}'?"
            : null;
    }

    private bool IsValid => Name is [not '-', ..] && Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
        && Text.Count(c => c == Quote) % 2 == 0 && !Text.Any(char.IsControl);

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var (start, isQuoted) = (0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == Quote)
                isQuoted = !isQuoted;
            if (i < text.Length && (isQuoted || !char.IsWhiteSpace(text[i])))
                continue;
            if (i > start)
                words.Add(text[start..i]);
            start = i + 1;
        }
        return words;
    }

    private static string Strip(string text) =>
        text is not [Quote, .. var rest] ? text : rest is [.. var inner, Quote] ? inner : rest;
}
