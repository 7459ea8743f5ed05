using Ichor.Linux;

namespace Ichor.Init.Supervision;

/// <summary>Lines on their way to /dev/kmsg, written by a thread of their own: a write there returns only when the slowest console
/// has shown the line, which for a kilobyte and a serial port at 115,200 baud is a tenth of a second, and for one that is held
/// much longer. What comes faster than the console takes it is kept up to a limit and then counted.</summary>
sealed class KernelLogQueue
{
    /// <summary>Characters that may wait; the lines of init and the node may go beyond what is for services.</summary>
    internal const int Most = 64 * 1024, MostVital = 128 * 1024;

    readonly KernelLog _log;
    readonly object _gate = new();
    readonly Queue<(LogLevel Level, string Tag, string Text)> _lines = new();
    int _size, _lost;
    bool _writing;

    public KernelLogQueue(KernelLog log)
    {
        _log = log;
        new Thread(Run, maxStackSize: 128 * 1024) { IsBackground = true, Name = "log" }.Start();
    }

    /// <summary>Never waits; callable from any thread.</summary>
    public void Write(LogLevel level, string tag, string text, bool vital)
    {
        lock (_gate)
        {
            if (_size + text.Length > (vital ? MostVital : Most))
            {
                _lost++;
                return;
            }
            if (_lost > 0)
                Put(TakeLost());
            Put((level, tag, text));
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until everything is on the console, or for the time that it is worth.</summary>
    public void Drain(TimeSpan limit)
    {
        var end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (_gate)
            while (_lines.Count > 0 || _writing)
                if (end - Environment.TickCount64 is not (> 0 and var left) || !Monitor.Wait(_gate, (int)left))
                    return;
    }

    void Run()
    {
        while (true)
        {
            try
            {
                var (level, tag, text) = Take();
                _log.Write(level, tag, text);
            }
            catch (Exception)
            {
                // No memory for this line; the next one is tried.
            }
        }
    }

    (LogLevel Level, string Tag, string Text) Take()
    {
        lock (_gate)
        {
            _writing = false;
            Monitor.PulseAll(_gate);   // whoever drains
            while (_lines.Count == 0 && _lost == 0)
                Monitor.Wait(_gate);
            _writing = true;
            if (_lines.Count == 0)
                return TakeLost();
            var line = _lines.Dequeue();
            _size -= line.Text.Length;
            return line;
        }
    }

    void Put((LogLevel, string, string Text) line)
    {
        _lines.Enqueue(line);
        _size += line.Text.Length;
    }

    (LogLevel, string, string) TakeLost()
    {
        var lost = _lost;
        _lost = 0;
        return (LogLevel.Warning, "init", $"({lost} lines lost: the console is too slow for them)");
    }
}
