using System.Text;

namespace Ichor.Init.Supervision;

/// <summary>Cuts a child's output into lines. A line without end is given out in pieces, so the memory is bounded.</summary>
sealed class LineSplitter(Action<string> line)
{
    const int Longest = 1000;

    readonly byte[] _line = new byte[Longest];
    int _length;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            if (value == '\n')
                Finish();
            else
                Append(value);
    }

    public void Finish()
    {
        if (_length > 0)
            line(Encoding.UTF8.GetString(_line, 0, _length));
        _length = 0;
    }

    void Append(byte value)
    {
        if (_length == Longest)
            Finish();
        _line[_length++] = value;
    }
}
