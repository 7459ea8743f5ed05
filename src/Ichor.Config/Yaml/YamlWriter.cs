using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ichor.Config.Yaml;

/// <summary>Writes trees of nodes as YAML: documents and keys in their order, aliases written out, comments lost.</summary>
public static class YamlWriter
{
    public static string Write(IEnumerable<YamlNode> documents)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithMaxSimpleKeyLength(1024).WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        var first = true;
        foreach (var document in documents)
        {
            emitter.Emit(new DocumentStart(null, null, isImplicit: first));
            Write(emitter, document);
            emitter.Emit(new DocumentEnd(isImplicit: true));
            first = false;
        }
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, mapping.Entries.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in mapping.Entries)
                {
                    emitter.Emit(Scalar(Key(entry.Key)));
                    Write(emitter, entry.Value);
                }
                emitter.Emit(new MappingEnd());
                break;
            case YamlSequence list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, list.Items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list.Items)
                    Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case YamlScalar scalar:
                emitter.Emit(Scalar(scalar));
                break;
        }
    }

    // Keys are texts: those of JSON need no quotes here, but where YAML would take them for something else.
    private static YamlScalar Key(YamlScalar key)
    {
        var plain = new YamlScalar(key.Value, isPlain: true, key.Line, key.Column);
        return key.IsPlain || YamlNodes.Meaning(plain).Type != "text" || Scalars.Bool.TryParse(key.Value, out _) || key.Value == "<<" ? key : plain;
    }

    // A text stays a text: "1500" and 1500 are not the same to a reader. The emitter itself falls back to quotes where a style cannot hold the text.
    private static Scalar Scalar(YamlScalar scalar)
    {
        var style = scalar.IsPlain ? ScalarStyle.Plain
            : scalar.Value.Contains('\n') && !scalar.Value.Contains('\t') ? ScalarStyle.Literal
            : ScalarStyle.DoubleQuoted;
        var value = scalar is { IsPlain: true, Value: "" } ? "null" : scalar.Value;
        return new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: scalar.IsPlain, isQuotedImplicit: true);
    }
}
