namespace Ichor.Init.Supervision;

/// <summary>When a program that ended is started again: at once the first time, then 100 ms doubling to 10 s;
/// a minute of health forgets the past.</summary>
sealed class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(10), Health = TimeSpan.FromMinutes(1);

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
