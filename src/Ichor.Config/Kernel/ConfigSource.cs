namespace Ichor.Config;

/// <summary><c>talos.config</c>: where the machine config comes from.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Url">The URL as written; empty unless <paramref name="Kind"/> is <see cref="ConfigSourceKind.Url"/>.</param>
public sealed record ConfigSource(ConfigSourceKind Kind, string Url = "")
{
    public static ConfigSource None { get; } = new(ConfigSourceKind.None);
}

/// <summary>Kinds of places a machine config comes from.</summary>
public enum ConfigSourceKind
{
    /// <summary>None named (or the word <c>none</c>).</summary>
    None,

    /// <summary>File config.yaml of a volume labelled metal-iso.</summary>
    MetalIso,

    /// <summary>A URL: http, https, file or tftp.</summary>
    Url,
}
