using System.Collections;
using System.Collections.Immutable;

namespace Ichor.Netlink;

/// <summary>An immutable list that is compared by its elements, so that a record with one has value equality.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public class EquatableList<T> : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly ImmutableArray<T> _elements;

    /// <summary>Keeps the elements in the order given.</summary>
    public EquatableList(params IEnumerable<T> elements) => _elements = [.. elements];

    /// <summary>The elements.</summary>
    public ImmutableArray<T> Elements => _elements;

    /// <inheritdoc/>
    public int Count => _elements.Length;

    /// <inheritdoc/>
    public T this[int index] => _elements[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(EquatableList<T>? other) => other is not null && _elements.SequenceEqual(other._elements);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    /// <inheritdoc/>
    public sealed override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var element in _elements)
            hash.Add(element);
        return hash.ToHashCode();
    }

    /// <summary>The elements divided by commas.</summary>
    public override string ToString() => string.Join(',', _elements);
}
