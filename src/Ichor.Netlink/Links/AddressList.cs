using System.Collections;
using System.Collections.Immutable;
using System.Net;

namespace Ichor.Netlink.Links;

/// <summary>IP addresses in a fixed order, compared by value.</summary>
public sealed class AddressList : IReadOnlyList<IPAddress>, IEquatable<AddressList>
{
    private readonly ImmutableArray<IPAddress> _addresses;

    /// <summary>Keeps the addresses in the order given.</summary>
    public AddressList(IEnumerable<IPAddress> addresses) => _addresses = [.. addresses];

    /// <inheritdoc/>
    public int Count => _addresses.Length;

    /// <inheritdoc/>
    public IPAddress this[int index] => _addresses[index];

    /// <inheritdoc/>
    public IEnumerator<IPAddress> GetEnumerator() => ((IEnumerable<IPAddress>)_addresses).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(AddressList? other) => other is not null && _addresses.SequenceEqual(other._addresses);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressList);

    /// <inheritdoc/>
    public override int GetHashCode() => _addresses.Aggregate(_addresses.Length, HashCode.Combine);

    /// <summary>The addresses divided by commas.</summary>
    public override string ToString() => string.Join(',', _addresses);
}
