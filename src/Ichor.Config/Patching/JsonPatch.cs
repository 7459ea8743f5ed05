using System.Collections.Immutable;
using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>JSON patches (RFC 6902): a list of operations, each on one place of one document.</summary>
internal static class JsonPatch
{
    private static readonly string[] Operations = ["add", "remove", "replace", "move", "copy", "test"];

    public static ImmutableArray<YamlNode> Apply(ImmutableArray<YamlNode> documents, ImmutableArray<YamlNode> patch, PatchReport report)
    {
        if (patch.Length > 1)
            report.Error(patch[1], "", "a JSON patch is one list of operations; nothing may follow it");
        else if (documents.Length != 1)
            report.Error(patch[0], "", $"a JSON patch names no document, so it needs a config of one document, and this one has {documents.Length} (Talos refuses it too): write a strategic merge patch (the keys to change, as in the config)");
        else
            return [Apply(documents[0], (YamlSequence)patch[0], report)];
        return documents;
    }

    // RFC 6902 section 5: what comes after an operation that failed is not tried.
    private static YamlNode Apply(YamlNode document, YamlSequence operations, PatchReport report)
    {
        foreach (var (index, operation) in operations.Items.Index())
            // A config that has grown too large is refused by the caller; here it only stops growing.
            if (document.Weight <= YamlLimits.Default.Nodes && Apply(document, operation, $"[{index}]", report) is { } changed)
                document = changed;
            else
                break;
        return document;
    }

    private static YamlNode? Apply(YamlNode document, YamlNode node, string path, PatchReport report)
    {
        if (node is not YamlMapping operation)
            return Refuse(report, node, path, $"must be an operation with the keys op and path, not {node.Form}");
        if (Text(operation, "op") is not { } op)
            return Refuse(report, node, path, $"needs 'op', one of {string.Join(", ", Operations)}");
        if (!Operations.Contains(op))
            return Refuse(report, operation.Find("op")!.Value, $"{path}.op", $"'{op}' is not one of {string.Join(", ", Operations)}"
                + (Spelling.Nearest(op, Operations) is { } near ? $" (did you mean '{near}'?)" : ""));
        if (Pointer(operation, "path", path, report) is not { } to)
            return null;
        try
        {
            return op switch
            {
                "add" => JsonPointer.Add(document, to, Value(operation)),
                "remove" => JsonPointer.Remove(document, to),
                "replace" => JsonPointer.Replace(document, to, Value(operation)),
                "test" => Test(document, to, Value(operation)),
                _ => Pointer(operation, "from", path, report) is { } from ? Move(document, from, to, keeps: op == "copy") : null,
            };
        }
        catch (PatchRefusedException refused)
        {
            return Refuse(report, operation.Find(refused.Key)?.Value ?? node, $"{path}.{refused.Key}", refused.Message);
        }
    }

    private static YamlNode Move(YamlNode document, JsonPointer from, JsonPointer to, bool keeps)
    {
        if (!keeps && to.IsBelow(from))
            throw new PatchRefusedException("from", $"'{from}' cannot be moved into itself");
        var value = JsonPointer.Get(document, from, "from");
        return JsonPointer.Add(keeps ? document : JsonPointer.Remove(document, from, "from"), to, value);
    }

    private static YamlNode Test(YamlNode document, JsonPointer at, YamlNode expected)
    {
        if (!YamlNodes.AreEqual(JsonPointer.Get(document, at), expected))
            throw new PatchRefusedException("value", $"is not what the config has at '{at}'");
        return document;
    }

    private static YamlNode Value(YamlMapping operation) =>
        operation.Find("value")?.Value ?? throw new PatchRefusedException("value", "is required");

    private static JsonPointer? Pointer(YamlMapping operation, string key, string path, PatchReport report)
    {
        if (Text(operation, key) is { } text && JsonPointer.TryParse(text, out var pointer))
            return pointer;
        Refuse(report, operation.Find(key)?.Value ?? operation, $"{path}.{key}",
            Text(operation, key) is { } wrong ? $"'{wrong}' is not {JsonPointer.Allowed}" : $"is required: {JsonPointer.Allowed}");
        return null;
    }

    private static string? Text(YamlMapping operation, string key) => (operation.Find(key)?.Value as YamlScalar)?.Value;

    private static YamlNode? Refuse(PatchReport report, YamlNode at, string path, string message)
    {
        report.Error(at, path, message);
        return null;
    }
}

/// <summary>An operation that cannot be done; never leaves <see cref="JsonPatch"/>.</summary>
internal sealed class PatchRefusedException(string key, string message) : Exception(message)
{
    /// <summary>The key of the operation that is to blame.</summary>
    public string Key { get; } = key;
}
