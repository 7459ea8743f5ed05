namespace Ichor.Init.Supervision;

/// <summary>The last lines of one program, bounded by their size.</summary>
sealed class LogRing(int capacity)
{
    readonly Queue<string> _lines = new();
    int _size;

    public void Add(string line)
    {
        _lines.Enqueue(line);
        _size += line.Length;
        while (_size > capacity && _lines.Count > 1)
            _size -= _lines.Dequeue().Length;
    }

    public IEnumerable<string> Lines => _lines;
}
