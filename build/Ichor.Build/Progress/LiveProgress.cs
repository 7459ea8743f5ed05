using System.Diagnostics;

namespace Ichor.Build.Progress;

/// <summary>For terminals: the running steps are the last lines of the screen and change in place; finished ones scroll up.</summary>
public sealed class LiveProgress : IProgress
{
    static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);
    readonly TextWriter _output;
    readonly List<Line> _running = [];
    readonly Timer _timer;
    int _drawn;

    public LiveProgress(TextWriter output)
    {
        _output = output;
        _timer = new Timer(_ => Redraw(null), null, Refresh, Refresh);
    }

    public ILine Start(string title)
    {
        var line = new Line(this, title);
        lock (_running) _running.Add(line);
        return line;
    }

    public void Dispose()
    {
        _timer.Dispose();
        Redraw(null);
    }

    void End(Line line, string text)
    {
        lock (_running) _running.Remove(line);
        Redraw(text);
    }

    // Up over the lines drawn before, clear to the end of the screen (ECMA-48 CUU and ED), write again.
    void Redraw(string? finished)
    {
        lock (_running)
        {
            if (_drawn > 0) _output.Write($"\e[{_drawn}A\e[J");
            if (finished is not null) _output.WriteLine(finished);
            foreach (var line in _running) _output.WriteLine(line.Text());
            _drawn = _running.Count;
            _output.Flush();
        }
    }

    sealed class Line(LiveProgress owner, string title) : ILine
    {
        readonly Stopwatch _clock = Stopwatch.StartNew();
        string _report = "";
        bool _ended;

        // A line that wraps would be two lines to go up over.
        public string Text()
        {
            var text = $"{title}  {_clock.Elapsed.TotalSeconds:0.0} s  {_report}";
            var room = Math.Max(20, Width() - 5);
            return $"  \e[36m▸\e[0m {(text.Length > room ? text[..room] : text)}";
        }

        static int Width()
        {
            try
            {
                return Console.WindowWidth is > 0 and var width ? width : 80;
            }
            catch (IOException)
            {
                return 80;
            }
        }

        public void Report(string text) => _report = text;

        public void Done(TimeSpan took) => End($"  \e[32m✓\e[0m {title}  {took.TotalSeconds:0.00} s");

        public void Dispose() => End($"  \e[31m✗\e[0m {title}");

        void End(string text)
        {
            if (_ended) return;
            _ended = true;
            owner.End(this, text);
        }
    }
}
