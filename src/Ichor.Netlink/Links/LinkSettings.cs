using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Ichor.Netlink.Links;

/// <summary>Settings of a link and their values: immutable, compared by value, always in row order.</summary>
public sealed class LinkSettings : IEquatable<LinkSettings>
{
    private readonly ImmutableArray<(LinkSetting Setting, object Value)> _entries;

    private LinkSettings(ImmutableArray<(LinkSetting, object)> entries) => _entries = entries;

    /// <summary>No settings.</summary>
    public static LinkSettings Empty { get; } = new([]);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _entries.IsEmpty;

    /// <summary>The settings that have a value, in the order of the kind's rows.</summary>
    public ImmutableArray<(LinkSetting Setting, object Value)> Entries => _entries;

    /// <summary>A copy in which one setting has this value.</summary>
    public LinkSettings With<T>(LinkSetting<T> setting, T value) where T : notnull => With((LinkSetting)setting, value);

    /// <summary>A copy in which one setting has this value.</summary>
    /// <exception cref="ArgumentException">The value is not of the setting's type.</exception>
    public LinkSettings With(LinkSetting setting, object value)
    {
        if (!setting.Holds(value))
            throw new ArgumentException($"{value} is not a value of {setting}", nameof(value));
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Setting == setting)
                return new LinkSettings(_entries.SetItem(i, (setting, value)));
            if (IsBefore(setting, _entries[i].Setting))
                return new LinkSettings(_entries.Insert(i, (setting, value)));
        }
        return new LinkSettings(_entries.Add((setting, value)));
    }

    /// <summary>A copy in which one setting has no value.</summary>
    public LinkSettings Without(LinkSetting setting) => new(_entries.RemoveAll(entry => entry.Setting == setting));

    /// <summary>A copy without the settings of a kind.</summary>
    public LinkSettings Without(LinkKind kind) => new(_entries.RemoveAll(entry => entry.Setting.Kind == kind));

    /// <summary>The value of a setting, if it has one.</summary>
    public bool TryGet(LinkSetting setting, [NotNullWhen(true)] out object? value)
    {
        foreach (var entry in _entries)
            if (entry.Setting == setting)
            {
                value = entry.Value;
                return true;
            }
        value = null;
        return false;
    }

    /// <summary>The value of a setting, if it has one.</summary>
    public bool TryGet<T>(LinkSetting<T> setting, [MaybeNullWhen(false)] out T value) where T : notnull
    {
        var found = TryGet((LinkSetting)setting, out var untyped);
        value = found ? (T)untyped! : default;
        return found;
    }

    /// <summary>The value of a setting, or null (zero, false) when it has none.</summary>
    public T? Get<T>(LinkSetting<T> setting) where T : notnull => TryGet(setting, out var value) ? value : default;

    /// <summary>The value of a setting, or <paramref name="otherwise"/> when it has none.</summary>
    public T GetOr<T>(LinkSetting<T> setting, T otherwise) where T : notnull => TryGet(setting, out var value) ? value : otherwise;

    /// <summary>The union of both; where both have a value, that of <paramref name="higher"/>.</summary>
    public LinkSettings Overlay(LinkSettings higher)
    {
        var all = this;
        foreach (var (setting, value) in higher._entries)
            all = all.With(setting, value);
        return all;
    }

    /// <summary>Those settings that the kernel takes beside the others: see <see cref="LinkSetting.AppliesTo"/>.</summary>
    public LinkSettings Applicable() => ThatApplyIn(this);

    /// <summary>Those settings that the kernel takes of a link that has <paramref name="all"/>.</summary>
    public LinkSettings ThatApplyIn(LinkSettings all)
    {
        foreach (var (setting, _) in _entries)
            if (!setting.AppliesTo(all))
                return new(_entries.RemoveAll(entry => !entry.Setting.AppliesTo(all)));
        return this;
    }

    /// <inheritdoc/>
    public bool Equals(LinkSettings? other)
    {
        if (other is null || other._entries.Length != _entries.Length)
            return false;
        for (var i = 0; i < _entries.Length; i++)
            if (_entries[i].Setting != other._entries[i].Setting || !_entries[i].Value.Equals(other._entries[i].Value))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LinkSettings);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (setting, value) in _entries)
        {
            hash.Add(setting.Name, StringComparer.Ordinal);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }

    /// <summary><c>name=value</c> pairs divided by blanks.</summary>
    public override string ToString() => string.Join(' ', _entries.Select(entry => $"{entry.Setting}={entry.Setting.Format(entry.Value)}"));

    private static bool IsBefore(LinkSetting left, LinkSetting right)
    {
        var order = string.CompareOrdinal(left.Kind.Name, right.Kind.Name);
        return order != 0 ? order < 0 : left.Kind.PositionOf(left) < right.Kind.PositionOf(right);
    }
}
