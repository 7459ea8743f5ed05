using System.Text;
using Ichor.Config;

namespace Ichor.Node.Acquire;

/// <summary>The variables of a <c>talos.config</c> URL: <c>${uuid}</c>, <c>${serial}</c>, <c>${mac}</c>, <c>${hostname}</c>, <c>${code}</c>, in query values only.</summary>
/// <remarks>
/// As Talos does it: names match in any case; a URL with a variable has its query rebuilt with sorted keys and escaped
/// values; one without stays as it is, byte for byte. <c>?uuid=</c> with an empty value is an older form of <c>${uuid}</c>.
/// </remarks>
internal static class ConfigUrl
{
    private const string Http = "http://";

    /// <summary>
    /// Null, or why the URL that <c>talos.config</c> names can never be downloaded: to try it again and again would keep the machine
    /// waiting for ever.
    /// </summary>
    public static Problem? WhyNot(CommandLine commandLine) =>
        commandLine.ConfigSource is { Kind: ConfigSourceKind.Url, Url: var url } && !url.StartsWith(Http, StringComparison.OrdinalIgnoreCase)
            ? new Problem("cmdline", 0, 0, "talos.config", $"'{url}': this image downloads over {Http} only, so the machine starts without this config; "
                + $"serve it over {Http}, or put it as config.yaml on a volume labelled {ConfigVolume.Label}")
            : null;

    public static string Fill(string url, Func<string, string?> variable)
    {
        var question = url.IndexOf('?');
        if (question < 0)
            return url;
        var pairs = url[(question + 1)..].Split('&').Select(pair => pair.Split('=', 2))
            .Select(parts => (Key: parts[0], Value: parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "")).ToList();
        if (!pairs.Exists(pair => pair.Value.Contains("${", StringComparison.Ordinal) || pair is { Key: "uuid", Value: "" }))
            return url;

        var filled = pairs.Select(pair => (pair.Key, Value: pair is { Key: "uuid", Value: "" } ? variable("uuid") ?? "" : Replace(pair.Value, variable)));
        return url[..(question + 1)] + string.Join('&', filled.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
    }

    /// <summary>The names of the variables in a URL, in lower case.</summary>
    public static IReadOnlySet<string> Variables(string url)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Fill(url, name =>
        {
            names.Add(name);
            return null;
        });
        return names;
    }

    private static string Replace(string value, Func<string, string?> variable)
    {
        var result = new StringBuilder();
        for (var at = 0; at < value.Length;)
        {
            var start = value.IndexOf("${", at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : value.IndexOf('}', start);
            if (end < 0)
                return result.Append(value, at, value.Length - at).ToString();
            result.Append(value, at, start - at);
            var name = value[(start + 2)..end].ToLowerInvariant();
            result.Append(variable(name) ?? value[start..(end + 1)]);
            at = end + 1;
        }
        return result.ToString();
    }
}
