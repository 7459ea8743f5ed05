using System.Text;
using Ichor.Config;

namespace Ichor.Build.Docs;

/// <summary>The page of one kind of document: a table for each mapping in it.</summary>
internal static class ReferencePage
{
    public const string Mark = "<!-- Made by 'make docs' from the readers in src/Ichor.Config: change those, not this. -->";

    public const string NoEffect = "Accepted, no effect in this version.";

    public static string Write(string kind, ConfigSchema schema)
    {
        var page = new StringBuilder();
        page.Append($"{Mark}\n\n# {kind}\n\n{schema.Description}\n\n");
        if (schema.NoEffect)
            page.Append($"{NoEffect}\n\n");
        if (schema.Example.Length > 0)
            page.Append($"```yaml\n{schema.Example}```\n\n");
        foreach (var (path, fields) in Mappings(schema))
            WriteMapping(page, schema, path, fields);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    // In the order in which they are read: a mapping that holds others comes before them.
    private static IEnumerable<(string Path, IEnumerable<ConfigField> Fields)> Mappings(ConfigSchema schema) =>
        schema.Fields.GroupBy(field => FieldPath.Parent(field.Path), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.DistinctBy(field => field.Path, StringComparer.Ordinal)));

    private static void WriteMapping(StringBuilder page, ConfigSchema schema, string path, IEnumerable<ConfigField> fields)
    {
        var mapping = schema.Fields.FirstOrDefault(field => field.Path == FieldPath.WithoutItem(path));
        if (mapping is not null)
            page.Append($"## {path}\n\n{mapping.Description}{(mapping.NoEffect && !schema.NoEffect ? $" {NoEffect}" : "")}\n\n");
        foreach (var rule in schema.Rules.Where(rule => rule.Path == path).Distinct())
            page.Append($"{Sentence(rule)}\n\n");
        page.Append("| Key | Type | Default | Allowed | Meaning | Example |\n|---|---|---|---|---|---|\n");
        foreach (var field in fields)
            page.Append($"| {Key(path, field)} | {Type(field)} | {Default(field)} | {Cell(Allowed(field))} | {Cell(Meaning(field, isSaid: schema.NoEffect || mapping is { NoEffect: true }))} | {Code(field.Example)} |\n");
        page.Append('\n');
    }

    private static string Sentence(ConfigRule rule)
    {
        var words = rule.Words;
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
    }

    private static string Key(string parent, ConfigField field)
    {
        var name = parent.Length == 0 ? field.Path : field.Path[(parent.Length + 1)..];
        return field.Shape switch
        {
            FieldShape.Object => $"[`{name}`](#{Anchor(field.Path)})",
            FieldShape.ObjectList => $"[`{name}`](#{Anchor(field.Path + "[]")})",
            _ => $"`{name}`",
        };
    }

    // As GitHub and most renderers make them of headings.
    private static string Anchor(string heading) => new([.. heading.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]);

    private static string Type(ConfigField field) => field.Shape switch
    {
        FieldShape.List => $"list of {field.Type}",
        FieldShape.Map => $"map to {field.Type}",
        FieldShape.ObjectList => "list of objects",
        _ when field.MayBeList => $"{field.Type}, or list of them",
        _ => field.Type,
    };

    private static string Default(ConfigField field) => field.Required ? "**required**" : Code(field.Default);

    private static string Allowed(ConfigField field) =>
        field.KeysAllowed.Length > 0 ? $"keys: {field.KeysAllowed}; values: {field.Allowed}" : field.Allowed;

    /// <param name="field">The row's.</param>
    /// <param name="isSaid">Whether the table is about what has no effect as a whole.</param>
    private static string Meaning(ConfigField field, bool isSaid) =>
        field.Description + ((field.Shape == FieldShape.Foreign || field.NoEffect) && !isSaid ? $" {NoEffect}" : "") + (field.Secret ? " Never shown." : "");

    private static string Code(string? text) => string.IsNullOrEmpty(text) ? "" : $"`{Cell(text)}`";

    private static string Cell(string text) => text.Replace("|", "\\|").Replace("*", "\\*").Replace("<", "&lt;").Replace('\n', ' ');
}
