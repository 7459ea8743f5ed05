using System.Text.Json;

namespace Ichor.Api.Text;

/// <summary>The forms in which something can be printed.</summary>
public enum OutputForm
{
    Table,
    Yaml,
    Json,
}

/// <summary>Prints resources as <c>get</c> and <c>watch</c> show them.</summary>
public sealed class ResourcePrinter
{
    private readonly TextWriter _to;
    private readonly OutputForm _form;
    private readonly string _node;
    private readonly TypeDescription _type;
    private readonly bool _watch;
    private readonly TableText _table;
    private bool _any;

    public ResourcePrinter(TextWriter to, OutputForm form, string node, TypeDescription type, bool watch = false)
    {
        (_to, _form, _node, _type, _watch) = (to, form, node, type, watch);
        _table = new TableText(to, ["NODE", .. watch ? ["*"] : Array.Empty<string>(), "NAMESPACE", "TYPE", "ID", "VERSION",
            .. type.Columns.Select(column => column.Header)]);
    }

    /// <summary>Adds a resource; a table is printed at <see cref="Flush"/>.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="happened"><c>created</c>, <c>updated</c> or <c>destroyed</c> when watching.</param>
    public void Add(ResourceView resource, string? happened = null)
    {
        switch (_form)
        {
            case OutputForm.Table:
                _table.Add([_node, .. _watch ? [Mark(happened)] : Array.Empty<string>(), _type.Namespace, _type.Singular, resource.Id,
                    resource.Version.ToString(), .. _type.Columns.Select(column => resource[column.Path])]);
                break;
            case OutputForm.Yaml:
                if (_any)
                    _to.Write("---\n");
                YamlText.Write(_to, Envelope(resource, happened));
                break;
            default:
                JsonText.Write(_to, Envelope(resource, happened));
                break;
        }
        _any = true;
    }

    /// <summary>Prints the rows of a table that were added.</summary>
    public void Flush()
    {
        if (_form == OutputForm.Table)
            _table.Flush();
        _to.Flush();
    }

    private static string Mark(string? happened) => happened switch
    {
        "created" => "+",
        "destroyed" => "-",
        _ => "",
    };

    /// <summary>node, event when watching, metadata, spec.</summary>
    private JsonElement Envelope(ResourceView resource, string? happened) => JsonText.Element(json =>
    {
        json.WriteStartObject();
        json.WriteString("node", _node);
        if (_watch)
            json.WriteString("event", happened);
        foreach (var member in resource.Json.EnumerateObject())
            member.WriteTo(json);
        json.WriteEndObject();
    });
}
