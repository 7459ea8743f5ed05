using System.Text;

namespace Ichor.Config;

/// <summary>The values of META: what a machine is told before it has a config, each under a number.</summary>
/// <remarks>The numbers are those of Talos (pkg/machinery/meta/constants.go); those of others are kept and left alone.</remarks>
public sealed record MetaValues(IReadOnlyDictionary<byte, ValueList<byte>> Values)
{
    /// <summary>The network, as YAML: <see cref="PlatformConfig"/>.</summary>
    public const byte NetworkConfig = 0x0a;

    /// <summary><c>${code}</c> in the URL of <c>talos.config</c>.</summary>
    public const byte UrlCode = 0x0b;

    /// <summary>The machine's UUID in place of that of its firmware.</summary>
    public const byte Uuid = 0x0f;

    public static MetaValues None { get; } = new(new Dictionary<byte, ValueList<byte>>());

    /// <summary>A value as text; null when it is not given, or is empty.</summary>
    public string? Text(byte key) => Values.TryGetValue(key, out var value) && !value.IsEmpty ? Encoding.UTF8.GetString(value.AsSpan()) : null;
}
