namespace Ichor.Init.Supervision;

/// <summary>How much may be said: so many bytes at once, and so many more with each second.</summary>
sealed class OutputBudget(Func<TimeSpan> clock, int burst, int perSecond)
{
    double _left = burst;
    TimeSpan _counted = clock();

    public int Burst => burst;

    public double Left
    {
        get
        {
            var now = clock();
            _left = Math.Min(burst, _left + (now - _counted).TotalSeconds * perSecond);
            _counted = now;
            return _left;
        }
    }

    public void Spend(int bytes) => _left -= bytes;
}
