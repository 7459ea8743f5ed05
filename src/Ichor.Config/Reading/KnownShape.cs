using Ichor.Config.Yaml;

namespace Ichor.Config;

/// <summary>The keys and types of a part of Talos's schema that this system accepts without acting on it.</summary>
public abstract class KnownShape
{
    private KnownShape(string name) => Name = name;

    /// <summary>Whatever: other programs' documents.</summary>
    public static KnownShape Any { get; } = new AnyShape();

    public static KnownShape Text { get; } = new ScalarShape("string", ScalarForm.Text, _ => true);

    public static KnownShape Integer { get; } = new ScalarShape("integer", ScalarForm.Integer, text => YamlInteger.TryParse(text, out _));

    public static KnownShape Boolean { get; } = new ScalarShape("boolean", ScalarForm.Boolean, text => Scalars.Bool.TryParse(text, out _));

    public static KnownShape Texts { get; } = ListOf(Text);

    public static KnownShape TextMap { get; } = MapOf(Text);

    /// <summary>Arguments of a program: each a text, or a list of texts when it is given several times.</summary>
    public static KnownShape Arguments { get; } = MapOf(new OneOrMany());

    /// <summary>Name of the type on reference pages.</summary>
    public string Name { get; }

    public static KnownShape ListOf(KnownShape item) => new ListShape(item);

    public static KnownShape MapOf(KnownShape value) => new MapShape(value);

    public static KnownShape Object(params (string Key, KnownShape Value)[] keys) => new ObjectShape(keys);

    /// <summary>Reports what does not fit; null fits everywhere.</summary>
    internal void Check(ReadContext context, YamlNode node, string path)
    {
        if (!node.IsNull)
            CheckGiven(context, node, path);
    }

    private protected abstract void CheckGiven(ReadContext context, YamlNode node, string path);

    public sealed class AnyShape() : KnownShape("any")
    {
        private protected override void CheckGiven(ReadContext context, YamlNode node, string path)
        {
        }
    }

    public sealed class ScalarShape(string name, ScalarForm form, Func<string, bool> fits) : KnownShape(name)
    {
        public ScalarForm Form => form;

        private protected override void CheckGiven(ReadContext context, YamlNode node, string path)
        {
            if (node is not YamlScalar scalar)
                context.Report(node, path, $"must be a single value, not {node.Form}");
            else if (!fits(scalar.Value))
                context.Report(node, path, $"'{scalar.Value}' is not {(form == ScalarForm.Boolean ? "true or false" : "an integer")}");
        }
    }

    public sealed class OneOrMany() : KnownShape("string or list of strings")
    {
        private protected override void CheckGiven(ReadContext context, YamlNode node, string path) =>
            (node is YamlSequence ? Texts : Text).Check(context, node, path);
    }

    public sealed class ListShape(KnownShape item) : KnownShape($"list of {item.Name}")
    {
        public KnownShape Item => item;

        private protected override void CheckGiven(ReadContext context, YamlNode node, string path)
        {
            if (node is not YamlSequence list)
                context.Report(node, path, $"must be a list, not {node.Form}");
            foreach (var (index, value) in ((node as YamlSequence)?.Items ?? []).Index())
                item.Check(context, value, $"{path}[{index}]");
        }
    }

    public sealed class MapShape(KnownShape value) : KnownShape($"map to {value.Name}")
    {
        public KnownShape Value => value;

        private protected override void CheckGiven(ReadContext context, YamlNode node, string path)
        {
            if (node is not YamlMapping map)
                context.Report(node, path, $"must be a mapping, not {node.Form}");
            foreach (var entry in (node as YamlMapping)?.Entries ?? [])
                value.Check(context, entry.Value, $"{path}.{entry.Name}");
        }
    }

    public sealed class ObjectShape(IReadOnlyList<(string Key, KnownShape Value)> keys) : KnownShape("object")
    {
        public IReadOnlyList<(string Key, KnownShape Value)> Keys => keys;

        private protected override void CheckGiven(ReadContext context, YamlNode node, string path)
        {
            if (node is not YamlMapping map)
                context.Report(node, path, $"must be a mapping, not {node.Form}");
            foreach (var entry in (node as YamlMapping)?.Entries ?? [])
                if (Find(entry.Name) is { } shape)
                    shape.Check(context, entry.Value, $"{path}.{entry.Name}");
                else
                    context.ReportUnknown(entry, path, keys.Select(known => known.Key));
        }

        private KnownShape? Find(string key)
        {
            foreach (var (name, shape) in keys)
                if (name == key)
                    return shape;
            return null;
        }
    }
}
