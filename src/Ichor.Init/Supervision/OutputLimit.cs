namespace Ichor.Init.Supervision;

/// <summary>How much of one program's output reaches the kernel log. A write to /dev/kmsg returns only when the slowest console
/// has it, so a program that floods would hold process 1 for as long as a serial line takes, and push everything else out of
/// the kernel's buffer.</summary>
sealed class OutputLimit(Func<TimeSpan> clock)
{
    internal const int Burst = 32 * 1024, PerSecond = 4 * 1024;   // a third of a serial line at 115,200

    double _credit = Burst;
    TimeSpan _counted = clock();
    int _hidden;

    /// <summary>May this line be shown? <paramref name="hiddenBefore"/>: how many were not since the last that was.</summary>
    public bool Allows(string line, out int hiddenBefore)
    {
        var now = clock();
        _credit = Math.Min(Burst, _credit + (now - _counted).TotalSeconds * PerSecond);
        _counted = now;
        // Once exhausted, silence until a quarter is there again: pieces are of no use to a reader.
        if (_credit < line.Length || _hidden > 0 && _credit < Burst / 4)
        {
            _hidden++;
            hiddenBefore = 0;
            return false;
        }
        _credit -= line.Length;
        (hiddenBefore, _hidden) = (_hidden, 0);
        return true;
    }
}
