namespace Ichor.Init.Supervision;

/// <summary>When a program that ended is started again. One that had worked for a second: at once. One that keeps dying
/// sooner: at once the first time, then after 100 ms doubling to 10 s.</summary>
sealed class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(10), Health = TimeSpan.FromSeconds(1);

    TimeSpan _next = TimeSpan.Zero;

    public TimeSpan Next(TimeSpan ranFor)
    {
        if (ranFor >= Health)
            _next = TimeSpan.Zero;
        var delay = _next;
        _next = delay == TimeSpan.Zero ? First : delay * 2 < Longest ? delay * 2 : Longest;
        return delay;
    }
}
