namespace Ichor.Config.Yaml;

/// <summary>
/// What is known of a text that was read, and which parts of it stand in the next one, line for line. They need not be read again:
/// of a config of twenty thousand lines a change touches one.
/// </summary>
/// <remarks>Places are a part of what is read, so behind a change nothing is kept when lines have become more or fewer.</remarks>
internal sealed class KeptText
{
    private readonly List<TextSpan> _spans;             // in the order of their beginnings, documents before their items
    private readonly List<TextSpan> _known = [];
    private readonly int _same, _behind, _moved;
    private int _at;

    /// <param name="text">The text that is to be read.</param>
    /// <param name="earlier">The one before, with what is known of it; null for none.</param>
    public KeptText(string text, KeptText? earlier)
    {
        Text = text;
        _spans = new(earlier?._spans.Count + 16 ?? 0);
        if (earlier is null)
            return;
        _known = earlier._spans;
        Fine = earlier.Fine;
        var old = earlier.Text.AsSpan();
        var now = text.AsSpan();
        _same = old.CommonPrefixLength(now);
        var tail = CommonSuffix(old[_same..], now[_same..]);
        _behind = old.Length - tail;
        _moved = now.Length - old.Length;
        if (old[_same.._behind].Count('\n') != now[_same..(now.Length - tail)].Count('\n'))
            _behind = old.Length + 1;
    }

    public string Text { get; }

    /// <summary>The config that the text is, or the one before was, when nothing was wrong with it; else null.</summary>
    public MachineConfig? Fine { get; set; }

    /// <summary>What begins with a line and can be kept; null for nothing. To be asked in the order of the text.</summary>
    /// <param name="begin">Offset of the line.</param>
    public TextSpan? Take(int begin)
    {
        for (; _at < _known.Count; _at++)
        {
            if (Moves(_known[_at]) is not { } by || _known[_at].Begin + by < begin)
                continue;
            if (_known[_at].Begin + by > begin)
                return null;
            var span = _known[_at].Moved(by);
            // With all that is in it, which the next change may have to read one by one.
            for (var end = _known[_at].Next; _at < _known.Count && _known[_at].Begin < end; _at++)
                _spans.Add(_known[_at].Moved(by));
            return span;
        }
        return null;
    }

    /// <summary>Makes room for a part that begins now; it may turn out to have parts itself.</summary>
    public int Reserve()
    {
        _spans.Add(null!);
        return _spans.Count - 1;
    }

    public void Put(int place, TextSpan span) => _spans[place] = span;

    /// <summary>To be called when all was read: only what has a value is of use.</summary>
    public void Done()
    {
        _spans.RemoveAll(static span => span?.Value is null);
        _spans.TrimExcess();
        _known.Clear();
    }

    /// <summary>By how many characters a part has moved; null when it, or what shows its end, may be different.</summary>
    private int? Moves(TextSpan span) =>
        span.Seen <= _same ? 0
        : span.Begin > _behind ? _moved      // with the line break before it
        : null;

    private static int CommonSuffix(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        const int Block = 1024;
        var (length, most) = (0, Math.Min(left.Length, right.Length));
        while (length + Block <= most && left[^(length + Block)..^length].SequenceEqual(right[^(length + Block)..^length]))
            length += Block;
        while (length < most && left[^(length + 1)] == right[^(length + 1)])
            length++;
        return length;
    }
}
