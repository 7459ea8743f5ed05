namespace Ichor.Network;

/// <summary>The last changes of a mirror: the links, addresses and routes that came, went or differ.</summary>
internal sealed class ChangeLog
{
    /// <summary>Whoever is further behind had better look at everything.</summary>
    private const int Most = 256;

    private readonly List<object> _changes = [];
    private long _dropped;

    /// <summary>The moment after the last change.</summary>
    public long End => _dropped + _changes.Count;

    /// <summary>True, for the caller's convenience.</summary>
    public bool Add(object changed)
    {
        if (_changes.Count == Most)
        {
            _dropped += _changes.Count;
            _changes.Clear();
        }
        _changes.Add(changed);
        return true;
    }

    /// <summary>What has changed since a moment; null when nobody knows any more.</summary>
    public IEnumerable<object>? Since(long moment) => moment < _dropped ? null : _changes.Skip((int)(moment - _dropped));
}
