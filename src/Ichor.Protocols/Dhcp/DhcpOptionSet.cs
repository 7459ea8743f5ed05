using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Ichor.Protocols.Dhcp;

/// <summary>The options of one message, each code once, with their raw bytes. Immutable.</summary>
public sealed class DhcpOptionSet
{
    internal const byte Pad = 0;
    internal const byte End = 255;

    /// <summary>Longest part of an option; a longer value is split and joined again (RFC 3396).</summary>
    private const int LongestPart = 255;

    private readonly ImmutableSortedDictionary<byte, byte[]> _values;

    private DhcpOptionSet(ImmutableSortedDictionary<byte, byte[]> values) => _values = values;

    /// <summary>No options.</summary>
    public static DhcpOptionSet Empty { get; } = new(ImmutableSortedDictionary<byte, byte[]>.Empty);

    /// <summary>The codes present, ascending.</summary>
    public IEnumerable<byte> Codes => _values.Keys;

    /// <summary>Whether the option is present, readable or not.</summary>
    public bool Has(byte code) => _values.ContainsKey(code);

    /// <summary>The raw value of an option; empty when it is absent.</summary>
    public ReadOnlySpan<byte> Raw(byte code) => _values.TryGetValue(code, out var bytes) ? bytes : [];

    /// <summary>These options and one more; it replaces an option of the same code.</summary>
    public DhcpOptionSet With<T>(DhcpOption<T> option, T value) => new(_values.SetItem(option.Code, option.Write(value)));

    /// <summary>These options, and one more when there is a value.</summary>
    public DhcpOptionSet WithOptional<T>(DhcpOption<T> option, T? value) where T : class => value is null ? this : With(option, value);

    /// <summary>These options and one more by code, for options that have no row.</summary>
    public DhcpOptionSet WithRaw(byte code, ReadOnlySpan<byte> value) => new(_values.SetItem(code, value.ToArray()));

    /// <summary>These options without one.</summary>
    public DhcpOptionSet Without(byte code) => new(_values.Remove(code));

    /// <summary>Reads an option.</summary>
    /// <param name="option">Which.</param>
    /// <param name="value">Its value.</param>
    /// <param name="problem">Null when the option is absent; otherwise why it cannot be read.</param>
    public bool TryGet<T>(DhcpOption<T> option, [MaybeNullWhen(false)] out T value, out string? problem)
    {
        problem = null;
        value = default;
        if (!_values.TryGetValue(option.Code, out var bytes))
            return false;
        var fault = option.Read(bytes, out value);
        if (fault is null)
            return true;
        problem = $"option {option.Code} ({option.Name}): {fault}";
        return false;
    }

    /// <summary>Reads an option that counts as absent when it cannot be read.</summary>
    public bool TryGet<T>(DhcpOption<T> option, [MaybeNullWhen(false)] out T value) => TryGet(option, out value, out _);

    /// <summary>Adds the options of one area of a message; a code that was there already is continued (RFC 3396).</summary>
    internal string? Append(ReadOnlySpan<byte> area, out DhcpOptionSet joined)
    {
        joined = this;
        var values = _values.ToBuilder();
        for (var at = 0; at < area.Length && area[at] != End;)
        {
            if (area[at] == Pad)
            {
                at++;
                continue;
            }
            if (at + 1 >= area.Length || at + 2 + area[at + 1] > area.Length)
                return $"dhcp: option {area[at]} is cut off";
            var part = area.Slice(at + 2, area[at + 1]);
            values[area[at]] = values.TryGetValue(area[at], out var before) ? [.. before, .. part] : part.ToArray();
            at += 2 + part.Length;
        }
        joined = new DhcpOptionSet(values.ToImmutable());
        return null;
    }

    /// <summary>Writes the options with their end mark: the message type first, as old servers expect, then by code.</summary>
    internal void WriteTo(List<byte> output)
    {
        var first = DhcpOptions.MessageType.Code;
        if (_values.TryGetValue(first, out var type))
            WritePart(output, first, type);
        foreach (var (code, value) in _values)
            if (code != first)
                WriteParts(output, code, value);
        output.Add(End);
    }

    private static void WriteParts(List<byte> output, byte code, ReadOnlySpan<byte> value)
    {
        do
        {
            var part = value[..Math.Min(value.Length, LongestPart)];
            WritePart(output, code, part);
            value = value[part.Length..];
        }
        while (!value.IsEmpty);
    }

    private static void WritePart(List<byte> output, byte code, ReadOnlySpan<byte> part)
    {
        output.Add(code);
        output.Add((byte)part.Length);
        output.AddRange(part);
    }
}
