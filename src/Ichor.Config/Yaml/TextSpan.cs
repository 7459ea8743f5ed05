namespace Ichor.Config.Yaml;

/// <summary>A part of a text that was read into a value: a document, or an item of a list.</summary>
/// <param name="begin">Offset of its first line.</param>
/// <param name="next">Offset of the first line behind it that says anything; the text's length at its end.</param>
/// <param name="nextLine">Number of that line.</param>
/// <param name="seen">Offset behind that line: so far was looked to know where it ends.</param>
/// <param name="weight">Nodes of its tree.</param>
internal sealed class TextSpan(int begin, int next, int nextLine, int seen, long weight)
{
    public int Begin { get; } = begin;

    public int Next { get; } = next;

    public int NextLine { get; } = nextLine;

    public int Seen { get; } = seen;

    public long Weight { get; } = weight;

    /// <summary>What was read, if nothing was wrong or remarkable with it; else null.</summary>
    public object? Value { get; private set; }

    /// <summary>The method that read it.</summary>
    public Delegate? Reader { get; private set; }

    public void IsRead(Delegate reader, object value) => (Reader, Value) = (reader, value);

    /// <summary>It has to be read each time; what is in it may be kept.</summary>
    public void Forget() => (Reader, Value) = (null, null);

    /// <summary>The same in a text that has more, or fewer, characters before it.</summary>
    public TextSpan Moved(int by)
    {
        if (by == 0)
            return this;
        var moved = new TextSpan(Begin + by, Next + by, NextLine, Seen + by, Weight);
        moved.IsRead(Reader!, Value!);
        return moved;
    }
}
