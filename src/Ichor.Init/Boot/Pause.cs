using Ichor.Linux;

namespace Ichor.Init.Boot;

/// <summary>Waiting by time, for the two places of process 1 without a loop whose timer would do it: before the restart after
/// a fatal error, and in the thread that loads modules after a failure, of which no event says that it has passed.</summary>
static unsafe class Pause
{
    public static void For(TimeSpan time)
    {
        var timeout = TimeSpec.From(time);
        _ = Libc.PPoll(null, 0, &timeout, null);
    }
}
