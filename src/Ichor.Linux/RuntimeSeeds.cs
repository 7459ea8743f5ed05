namespace Ichor.Linux;

/// <summary>The runtime reads /dev/urandom when it first hashes a string or draws from Random. Early in the boot of a machine
/// without RDRAND that read waits a second for the kernel's generator (drivers/char/random.c, try_to_generate_entropy), and
/// with it the drivers, the network and every program the kernel calls.
/// <para>Where the file cannot be opened, the runtime takes the clock, which is good enough for the order inside a hash table
/// and for jitter. So the three seeds are drawn while this process may open nothing. What must not be guessed (transaction
/// numbers, keys) comes from getrandom(2) and is not touched by this.</para></summary>
public static unsafe class RuntimeSeeds
{
    public static void DrawWithoutWaiting()
    {
        RLimit limit;
        if (Libc.GetRLimit(Libc.RLIMIT_NOFILE, &limit) != 0)
            return;
        var none = limit with { Current = 0 };
        if (Libc.SetRLimit(Libc.RLIMIT_NOFILE, &none) != 0)
            return;
        try
        {
            _ = string.GetHashCode("", StringComparison.Ordinal);
            _ = HashCode.Combine(0);
            _ = Random.Shared.Next();
        }
        finally
        {
            _ = Libc.SetRLimit(Libc.RLIMIT_NOFILE, &limit);
        }
    }
}
