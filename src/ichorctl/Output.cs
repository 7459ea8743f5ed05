using System.CommandLine;
using System.Text.Json;
using Ichor.Api;
using Ichor.Api.Text;

namespace Ichor.Ctl;

/// <summary>The option <c>-o text|table|yaml|json</c> and what it does.</summary>
public static class Output
{
    /// <summary>A new option for a command whose plain form is called <paramref name="plain"/>: text or table, which are one to the user.</summary>
    public static Option<string> Option(string plain = "table")
    {
        var option = new Option<string>("--output", "-o") { Description = "output form", DefaultValueFactory = _ => plain };
        option.AcceptOnlyFromAmong("text", "table", "yaml", "json");
        return option;
    }

    /// <summary>The form that was chosen; anything but yaml and json is the plain one.</summary>
    public static OutputForm Form(this ParseResult parsed, Option<string> option) => parsed.GetValue(option) switch
    {
        "yaml" => OutputForm.Yaml,
        "json" => OutputForm.Json,
        _ => OutputForm.Table,
    };

    /// <summary>Writes an item as YAML or JSON.</summary>
    public static void Write<T>(TextWriter to, OutputForm form, Rows<T> rows, T item) => Write(to, form, JsonText.Element(rows, item));

    /// <summary>Writes a value as YAML or JSON.</summary>
    public static void Write(TextWriter to, OutputForm form, JsonElement element)
    {
        if (form == OutputForm.Yaml)
            YamlText.Write(to, element);
        else
            JsonText.Write(to, element);
    }
}
