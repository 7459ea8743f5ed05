namespace Ichor.Build.Progress;

/// <summary>For logs and pipes: one line when a step begins, one when it ends, nothing in between.</summary>
public sealed class PlainProgress(TextWriter output) : IProgress
{
    public ILine Start(string title)
    {
        lock (output) output.WriteLine($"  {title} ...");
        return new Line(output, title);
    }

    public void Dispose()
    {
    }

    sealed class Line(TextWriter output, string title) : ILine
    {
        bool _done;

        public void Report(string text)
        {
        }

        public void Done(TimeSpan took)
        {
            _done = true;
            lock (output) output.WriteLine($"  {title}: {took.TotalSeconds:0.00} s");
        }

        public void Dispose()
        {
            if (_done) return;
            lock (output) output.WriteLine($"  {title}: failed");
        }
    }
}
