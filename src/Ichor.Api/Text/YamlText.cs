using System.Globalization;
using System.Text.Json;

namespace Ichor.Api.Text;

/// <summary>Writes a JSON value as YAML in the form that Talos users know: block style, 4 blanks, strings quoted only where they must be.</summary>
public static class YamlText
{
    private const int Indent = 4;

    /// <summary>Writes one document without a separator; an object or a list at the top starts in column 1.</summary>
    public static void Write(TextWriter to, JsonElement value) => WriteBlock(to, value, 0, firstIndented: true);

    private static void WriteBlock(TextWriter to, JsonElement value, int depth, bool firstIndented)
    {
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
            WriteObject(to, value, depth, firstIndented);
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            foreach (var element in value.EnumerateArray())
            {
                to.Write(new string(' ', depth) + "- ");
                WriteBlock(to, element, depth + 2, firstIndented: false);
            }
        else
            to.Write(Scalar(value) + "\n");
    }

    private static void WriteObject(TextWriter to, JsonElement value, int depth, bool firstIndented)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (firstIndented)
                to.Write(new string(' ', depth));
            firstIndented = true;
            to.Write(Text(member.Name) + ":");
            if (IsBlock(member.Value))
            {
                to.Write('\n');
                WriteBlock(to, member.Value, (depth + Indent) / Indent * Indent, firstIndented: true);   // as Go's yaml.v3 aligns
            }
            else
                to.Write(" " + Scalar(member.Value) + "\n");
        }
    }

    private static bool IsBlock(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any()
        || value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0;

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.String => Text(value.GetString()!),
        _ => value.GetRawText(),
    };

    /// <summary>A string as a plain scalar where that reads back as the same string, else quoted.</summary>
    private static string Text(string text)
    {
        if (text.Any(char.IsControl))
            return '"' + string.Concat(text.Select(Escape)) + '"';
        if (text.Length == 0 || ReadsAsOther(text))
            return '"' + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + '"';
        return IsPlain(text) ? text : "'" + text.Replace("'", "''") + "'";
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        _ when char.IsControl(c) => $"\\x{(int)c:x2}",
        _ => c.ToString(),
    };

    private static bool ReadsAsOther(string text) =>
        text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n" or "null" or "~" or ".nan" or ".inf"
            or "-.inf" or "+.inf"
        || (char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.') && ReadsAsNumber(text);

    private static bool ReadsAsNumber(string text) =>
        double.TryParse(text.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal)
        || IsBase60(text.Split(':'));

    /// <summary>YAML 1.1 reads <c>10:30</c>, and a MAC address of decimal digits, as a number in base 60.</summary>
    private static bool IsBase60(string[] parts) =>
        parts.Length > 1 && parts[0].All(char.IsAsciiDigit)
        && parts[1..].All(part => part.Length is 1 or 2 && part.All(char.IsAsciiDigit) && int.Parse(part) < 60);

    private static bool IsPlain(string text) =>
        !"#,[]{}&*!|>'\"%@` ".Contains(text[0])
        && !(text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
        && text[^1] is not (' ' or ':')
        && !text.Contains(": ") && !text.Contains(" #")
        && !text.StartsWith("---", StringComparison.Ordinal) && !text.StartsWith("...", StringComparison.Ordinal);
}
