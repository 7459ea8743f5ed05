namespace Ichor.Init.Supervision;

/// <summary>How much of one program's output reaches the kernel log, so that one which floods does not push everything else
/// out of the kernel's buffer and off the console. It has a budget of its own, and all programs share one.</summary>
/// <param name="clock">Time.</param>
/// <param name="shared">What all programs share.</param>
/// <param name="reserve">What this one must leave of that to others.</param>
sealed class OutputLimit(Func<TimeSpan> clock, OutputBudget shared, int reserve)
{
    internal const int Burst = 32 * 1024, PerSecond = 4 * 1024;   // a third of a serial line at 115,200
    const int Frame = 32;   // what the console adds to a line: time, name, end

    readonly OutputBudget _own = new(clock, Burst, PerSecond);
    int _told;

    /// <summary>Lines that were not shown since the last that was.</summary>
    public int Hidden { get; private set; }

    /// <summary>May this line be shown?</summary>
    public bool Allows(string line)
    {
        var cost = line.Length + Frame;
        if (Has(_own.Left, Burst, cost) && Has(shared.Left - reserve, shared.Burst - reserve, cost))
        {
            _own.Spend(cost);
            shared.Spend(cost);
            return true;
        }
        Hidden++;
        return false;
    }

    /// <summary>The number of hidden lines that nobody has been told of.</summary>
    public int TakeUntold()
    {
        var untold = Hidden - _told;
        _told = Hidden;
        return untold;
    }

    public void Shown() => (Hidden, _told) = (0, 0);

    /// <summary>Once exhausted, silence until a quarter is there again: pieces are of no use to a reader.</summary>
    bool Has(double left, int burst, int cost) => left >= cost && (Hidden == 0 || left >= burst / 4);
}
