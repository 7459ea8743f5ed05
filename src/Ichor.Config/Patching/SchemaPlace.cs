using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>A place in a document as its schema knows it: tells what a zero or an empty text in a patch means there.</summary>
internal sealed class SchemaPlace
{
    // Documents that are not looked into, and what stands in maps and below them.
    private static readonly SchemaPlace Unknown = new();

    private readonly ConfigSchema? _schema;
    private readonly string _path = "";
    private readonly ConfigField? _field;
    private readonly KnownShape? _inside;

    private SchemaPlace()
    {
    }

    private SchemaPlace(ConfigSchema? schema, string path)
    {
        (_schema, _path) = (schema, path);
        _field = schema?.Fields.FirstOrDefault(field => field.Path == path);
        _inside = _field?.Shape == FieldShape.Foreign ? _field.Inside : null;
    }

    private SchemaPlace(KnownShape inside) => _inside = inside;

    public static SchemaPlace Document(string kind) => new(ConfigFile.Schemas.GetValueOrDefault(kind), "");

    public SchemaPlace Key(string name) =>
        _inside is KnownShape.ObjectShape mapping ? Below(mapping.Keys.FirstOrDefault(key => key.Key == name).Value)
        : _inside is not null || _schema is null || _field?.Shape == FieldShape.Map ? Unknown
        : new SchemaPlace(_schema, _path.Length == 0 ? name : $"{_path}.{name}");

    public SchemaPlace Item() =>
        _inside is KnownShape.ListShape list ? Below(list.Item)
        : _inside is not null || _schema is null ? Unknown
        : new SchemaPlace(_schema, _path + "[]");

    /// <summary>
    /// Whether a value counts as not given. To Talos that is the zero of every plain field; not so in maps, and where a field is a
    /// pointer, as the numbers of the separate documents are.
    /// </summary>
    public bool IsNothing(YamlScalar value) => (_field, _inside) switch
    {
        (_, KnownShape.ScalarShape scalar) => scalar.Form == ScalarForm.Text ? value.Value.Length == 0 : scalar.Form == ScalarForm.Integer && IsZero(value),
        ({ Form: ScalarForm.Text } text, null) => value.Value.Length == 0
            || text.ZeroIsNothing && text.Type == Scalars.Duration.Type && GoDuration.TryParse(value.Value, out var time) && time == TimeSpan.Zero,
        ({ Form: ScalarForm.Integer or ScalarForm.Flag } number, null) => number.ZeroIsNothing && IsZero(value),
        _ => false,
    };

    private static SchemaPlace Below(KnownShape? shape) => shape is null ? Unknown : new SchemaPlace(shape);

    private static bool IsZero(YamlScalar value) => value.IsPlain && YamlInteger.TryParse(value.Value, out var number) && number == 0;
}
