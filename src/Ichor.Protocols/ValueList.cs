using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Ichor.Protocols;

/// <summary>An immutable list that is equal to another with equal items in the same order.</summary>
/// <remarks>A record compares arrays by reference; leases must compare by what they say.</remarks>
/// <typeparam name="T">Type of the items; compared with its default equality.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly ImmutableArray<T> _items;

    internal ValueList(ImmutableArray<T> items) => _items = items;

    internal static ValueList<T> Empty { get; } = new([]);

    /// <summary>Number of items.</summary>
    public int Count => _items.Length;

    /// <summary>One item.</summary>
    /// <param name="index">Position from 0.</param>
    public T this[int index] => _items[index];

    /// <summary>Whether the other list has equal items in the same order.</summary>
    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The items, separated by blanks.</summary>
    public override string ToString() => string.Join(' ', _items);
}

/// <summary>Makes value lists; used by collection expressions.</summary>
public static class ValueList
{
    /// <summary>Copies the items.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? ValueList<T>.Empty : new([.. items]);
}
