using System.Text.RegularExpressions;
using Ichor.Config;
using Ichor.Config.Yaml;
using Ichor.Network;
using Ichor.Network.Offline;

namespace Ichor.Stories.Tests;

/// <summary>
/// Every field that acts upon the network has a story that would end otherwise without it. Fields are the readers' own list, so a
/// new one asks for its story by itself; and a story is believed only when leaving the field out changes what comes of it.
/// </summary>
public sealed partial class FieldTests
{
    [Fact]
    public void Every_field_has_a_story_that_would_end_otherwise_without_it() =>
        None(Fields().Where(field => !FieldsWithoutEffect.Has(field)).Except(Told.Value, StringComparer.Ordinal));

    [Fact]
    public void What_is_said_to_be_without_effect_is_without_it() => None(Told.Value.Where(FieldsWithoutEffect.Has));

    [Fact]
    public void What_is_said_to_be_without_effect_is_a_field() =>
        None(FieldsWithoutEffect.All.Where(prefix => !Fields().Any(field => FieldsWithoutEffect.IsBelow(field, prefix))));

    private static void None(IEnumerable<string> fields) => Assert.True(!fields.Any(), string.Join('\n', fields));

    private const string Platform = "platform";

    /// <summary>
    /// As <c>BondConfig/addresses[].address</c>; those of the platform's document begin with <c>platform/</c>. Mappings are there when
    /// something in them is; the rest of Talos's schema has no effect by design.
    /// </summary>
    private static IEnumerable<string> Fields() =>
        from schema in ConfigFile.Schemas.Append(new(Platform, PlatformConfig.Schema))
        from field in schema.Value.Fields
        where field.Shape is FieldShape.Scalar or FieldShape.List or FieldShape.Map
        select $"{schema.Key}/{field.Path}";

    /// <summary>What the stories whose config is taken show to have an effect.</summary>
    private static readonly Lazy<HashSet<string>> Told = new(() =>
        Story.All.Where(story => story.Config is { } config && story.Begin(config).Inputs.Config is not null)
            .SelectMany(story => FieldsWithEffect(story.Config!, Kind, config => Ending(story.Begin(config))))
            .Concat(Story.All.Where(story => story.Begin(story.Config).Inputs.Platform is not null)
                .SelectMany(story => FieldsWithEffect(story.Platform!, _ => Platform, platform => Ending(story.Begin(story.Config, platform)))))
            .ToHashSet(StringComparer.Ordinal));

    private static IEnumerable<string> FieldsWithEffect(string text, Func<YamlNode, string> kind, Func<string, string> endingOf)
    {
        var documents = YamlText.Read("text", text).Documents;
        var ending = endingOf(YamlWriter.Write(documents));
        foreach (var (i, document) in documents.Index())
            foreach (var (field, without) in Cuts(document, $"{kind(document)}/"))
                if (endingOf(YamlWriter.Write(documents.SetItem(i, without))) != ending)
                    yield return field;
    }

    private static string Kind(YamlNode document) => (document as YamlMapping)?.Find("kind")?.Value.ToString() ?? "v1alpha1";

    /// <summary>Each key below a node, by its path, with the node as it is without that key.</summary>
    private static IEnumerable<(string Field, YamlNode Without)> Cuts(YamlNode node, string path)
    {
        if (node is YamlMapping mapping)
            foreach (var (i, entry) in mapping.Entries.Index())
            {
                var below = path + entry.Name;
                yield return (below, Mapping(mapping, mapping.Entries.Where(other => other != entry)));
                foreach (var (field, without) in Cuts(entry.Value, entry.Value is YamlMapping ? below + "." : below))
                    yield return (field, Mapping(mapping, [.. mapping.Entries.Take(i), entry with { Value = without }, .. mapping.Entries.Skip(i + 1)]));
            }
        else if (node is YamlSequence list)
            foreach (var (i, item) in list.Items.Index())
                foreach (var (field, without) in Cuts(item, path + "[]."))
                    yield return (field, new YamlSequence([.. list.Items.Take(i), without, .. list.Items.Skip(i + 1)], list.Line, list.Column));
    }

    private static YamlMapping Mapping(YamlMapping like, IEnumerable<YamlEntry> entries) => new([.. entries], like.Line, like.Column);

    /// <summary>All that comes of the sources, but for the lines that it is due to: they move.</summary>
    private static string Ending((Inputs Inputs, ObservedFile Machine) beginning)
    {
        var (inputs, machine) = beginning;
        var plan = Planner.Plan(inputs, machine.Observed);
        return Line().Replace(PlanText.Of(plan) + PlanText.Explanations(plan) + Story.Files(plan, inputs.Config), "");
    }

    [GeneratedRegex(@"(config|platform)\.yaml:\d+")]
    private static partial Regex Line();
}
