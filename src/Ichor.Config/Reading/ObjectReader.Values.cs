using System.Diagnostics.CodeAnalysis;
using Ichor.Config.Yaml;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>Keys with a single value.</summary>
public sealed partial class ObjectReader
{
    /// <summary>A key that must be given.</summary>
    /// <returns>The value; the type's default when it is missing or wrong, and then the document is refused.</returns>
    public T Required<T>(string key, Scalar<T> scalar, string description, string? example = null)
    {
        var node = LookValue(key, scalar, IsRecording ? Describe(key, FieldShape.Scalar, scalar, description, example) with { Required = true } : null);
        if (node is null)
            ReportMissing(key);
        return node is not null && TryRead(node, key, scalar, out var value) ? value : default!;
    }

    /// <summary>A key with a default.</summary>
    public T Optional<T>(string key, Scalar<T> scalar, T @default, string description, string? example = null)
    {
        var node = LookValue(key, scalar, IsRecording ? Describe(key, FieldShape.Scalar, scalar, description, example) with { Default = scalar.Format(@default), ZeroIsNothing = true } : null);
        return node is not null && TryRead(node, key, scalar, out var value) ? value : @default;
    }

    /// <summary>A key that may be left out; null then.</summary>
    public T? OptionalOrNull<T>(string key, Scalar<T> scalar, string description, string? example = null) where T : class
    {
        var node = LookValue(key, scalar, IsRecording ? Describe(key, FieldShape.Scalar, scalar, description, example) : null);
        return node is not null && TryRead(node, key, scalar, out var value) ? value : null;
    }

    /// <summary>A key that may be left out; null then.</summary>
    public T? OptionalValue<T>(string key, Scalar<T> scalar, string description, string? example = null) where T : struct
    {
        var node = LookValue(key, scalar, IsRecording ? Describe(key, FieldShape.Scalar, scalar, description, example) : null);
        return node is not null && TryRead(node, key, scalar, out var value) ? value : null;
    }

    /// <summary>A number whose zero means "not given", as that of a plain field of Go's; null then.</summary>
    public uint? NonZero(string key, Scalar<uint> scalar, string description, string? example = null)
    {
        var node = LookValue(key, scalar, IsRecording ? Describe(key, FieldShape.Scalar, scalar, description, example) with { ZeroIsNothing = true } : null);
        return node is not null && TryRead(node, key, scalar, out var value) && value > 0 ? value : null;
    }

    /// <summary>A key that may be left out, with the place where it stands.</summary>
    public Located<T>? Located<T>(string key, Scalar<T> scalar, string description, string? example = null)
    {
        var node = LookValue(key, scalar, IsRecording ? Describe(key, FieldShape.Scalar, scalar, description, example) : null);
        return node is not null && TryRead(node, key, scalar, out var value) ? new Located<T>(value, At(node)) : null;
    }

    /// <summary>The options of a kind of link, each a key of this mapping; a new option needs no line here.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="keyOf">The key of an option where it is not the option's name.</param>
    /// <param name="required">An option that must be given.</param>
    /// <param name="zeroIsNothing">Whether zero in a patch counts as not given.</param>
    /// <param name="spelling">What a text stands for that older programs have written.</param>
    public LinkSettings Settings(LinkKind kind, Func<LinkSetting, string>? keyOf = null, LinkSetting? required = null, bool zeroIsNothing = false,
        Func<LinkSetting, string, string>? spelling = null)
    {
        var settings = LinkSettings.Empty;
        foreach (var setting in kind.Settings.Where(setting => setting.IsMachineConfig))
            if (ReadSetting(setting, keyOf?.Invoke(setting) ?? setting.Name, setting == required, zeroIsNothing, spelling) is { } value)
                settings = settings.With(setting, value);
        return settings;
    }

    // A setting that holds several values may be written as a list.
    private object? ReadSetting(LinkSetting setting, string key, bool required, bool zeroIsNothing, Func<LinkSetting, string, string>? spelling)
    {
        var scalar = Scalars.Of(setting);
        var node = LookValue(key, scalar, !IsRecording ? null : Describe(key, FieldShape.Scalar, scalar, LinkSettingTexts.Of(setting), null) with
        {
            Default = required || setting.Default is null ? null : setting.Format(setting.Default),
            Required = required,
            ZeroIsNothing = zeroIsNothing,
            MayBeList = setting is LinkSetting<AddressList>,
        });
        if (node is null && required)
            ReportMissing(key);
        if (node is YamlSequence list && list.Items.All(item => item is YamlScalar))
            node = new YamlScalar(string.Join(',', list.Items), isPlain: true, list.Line, list.Column);
        if (spelling is not null && node is YamlScalar { IsNull: false } written)
            node = new YamlScalar(spelling(setting, written.Value), written.IsPlain, written.Line, written.Column);
        return node is not null && TryRead(node, key, scalar, out var value) ? value : null;
    }

    /// <summary>A key of Talos's that is none of our business: accepted with one notice, whatever stands under it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="inside">What stands under it, so that slips of the pen are found there too.</param>
    public void Foreign(string key, string description, KnownShape? inside = null)
    {
        inside ??= KnownShape.Any;
        var node = Look(key, new ConfigField(SchemaPath(key), FieldShape.Foreign, inside.Name, description) { Inside = inside });
        if (node is null)
            return;
        Notice(key, "accepted, not acted upon");
        inside.Check(_context, node, Below(Path, key));
    }

    /// <summary>A key that is read, but has no effect in this version.</summary>
    /// <param name="key">The key.</param>
    /// <param name="what">What it asks for.</param>
    /// <param name="asked">False when the value asks for nothing, as <c>false</c> where that is the default.</param>
    /// <param name="instead">What happens instead; null when nothing does.</param>
    public void NotYet(string key, string what, bool asked = true, string? instead = null) =>
        NoEffect(key, $"{what} is not supported yet: accepted, not acted upon" + (instead is null ? "" : $" ({instead})"), asked);

    /// <summary>A key that is read for the sake of older documents.</summary>
    public void NoEffect(string key, bool asked) => NoEffect(key, "accepted, not acted upon", asked);

    /// <summary>A document that is read and kept, but that nothing is done with in this version.</summary>
    public void NotActedUpon(string what) => NotYet("kind", what);

    private void NoEffect(string key, string message, bool asked)
    {
        _context.Recorder?.NoEffect.Add(SchemaPath(key));
        if (asked && Has(key))
            Notice(key, message);
    }

    /// <summary>A key that is known, and refused.</summary>
    public void Refused(string key, string reason)
    {
        _known.Add(key);
        if (Has(key))
            Error(key, reason);
    }

    /// <summary>A single value's node; an empty text is null where it stands for nothing.</summary>
    private YamlNode? LookValue<T>(string key, Scalar<T> scalar, ConfigField? field)
    {
        var node = Look(key, field);
        return node is YamlScalar { Value.Length: 0 } && scalar.EmptyIsNothing ? null : node;
    }

    private bool TryRead<T>(YamlNode node, string key, Scalar<T> scalar, [MaybeNullWhen(false)] out T value, int index = -1)
    {
        value = default;
        if (node is not YamlScalar text)
            Report($"must be a single value, not {node.Form}");
        else if (!scalar.MayBeQuoted && !text.IsPlain)
            Report($"\"{text.Value}\" is in quotes, which makes it a text: write the number without them");
        else if (!scalar.TryParse(text.IsNull ? "" : text.Value, out value))
            Report(scalar.Explain(text.Value));
        else
            return true;
        return false;

        void Report(string message) => _context.Report(node, index < 0 ? Below(Path, key) : $"{Below(Path, key)}[{index}]", message);
    }

    private void ReportMissing(string key)
    {
        if (!IsRecording)
            _context.Report(_node.Find(key)?.Key ?? (YamlNode)_node, Below(Path, key), "is required");
    }

    private Provenance At(YamlNode node) => new(node.Source ?? _context.Source, node.Line);

    private ConfigField Describe<T>(string key, FieldShape shape, Scalar<T> scalar, string description, string? example) =>
        new(SchemaPath(key), shape, scalar.Type, description)
        {
            Example = example,
            Allowed = scalar.Allowed,
            Words = scalar.Words,
            Form = scalar.Form,
            Range = scalar.Range,
            Pattern = scalar.Pattern,
            MayBeEmpty = shape == FieldShape.Scalar && scalar.EmptyIsNothing,
            Secret = scalar.IsSecret,
        };
}
