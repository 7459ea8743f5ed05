using System.Diagnostics.CodeAnalysis;

namespace Ichor.Config;

/// <summary>What <c>talos.config</c> may be.</summary>
internal static class ConfigSources
{
    // ${uuid} and its like stand in the query until the values are known; the URL is kept byte for byte.
    private static readonly Scalar<string> Url = Scalars.Url("http", "https", "file", "tftp");

    public static Scalar<ConfigSource> Scalar { get; } = new("config source",
        "none, metal-iso, or a URL beginning with http://, https://, file:// or tftp://", TryParse);

    private static bool TryParse(string text, [MaybeNullWhen(false)] out ConfigSource value)
    {
        value = text switch
        {
            "none" => ConfigSource.None,
            "metal-iso" => new ConfigSource(ConfigSourceKind.MetalIso),
            _ when Url.TryParse(text, out var url) => new ConfigSource(ConfigSourceKind.Url, url),
            _ => null,
        };
        return value is not null;
    }
}
