namespace Ichor.Linux;

/// <summary>The runtime reads /dev/urandom when it first hashes a string or draws from Random. Early in the boot of a machine
/// without RDRAND that read waits a second for the kernel's generator (drivers/char/random.c, try_to_generate_entropy), and
/// with it the drivers, the network and every program the kernel calls.
/// <para>Where the file cannot be opened, the runtime takes the clock, which is good enough for the order inside a hash table
/// and for jitter. So the seeds are drawn while this process may open nothing. Process 1 does it before /dev is there: that
/// the runtime remembers for ever, and so on every thread. What must not be guessed (transaction numbers, keys) comes from
/// getrandom(2) and is not touched by this.</para></summary>
public static unsafe class RuntimeSeeds
{
    public static void DrawWithoutWaiting()
    {
        RLimit limit;
        var none = default(RLimit);
        if (!HasDevice() || Libc.GetRLimit(Libc.RLIMIT_NOFILE, &limit) != 0)
        {
            Draw();
            return;
        }
        none.Maximum = limit.Maximum;
        _ = Libc.SetRLimit(Libc.RLIMIT_NOFILE, &none);
        try
        {
            Draw();
        }
        finally
        {
            _ = Libc.SetRLimit(Libc.RLIMIT_NOFILE, &limit);
        }
    }

    /// <summary>Opening it does not wait, only reading does.</summary>
    static bool HasDevice()
    {
        var fd = Libc.Open("/dev/urandom", Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (fd >= 0)
            _ = Libc.Close(fd);
        return fd >= 0;
    }

    static void Draw()
    {
        _ = string.GetHashCode("", StringComparison.Ordinal);
        _ = HashCode.Combine(0);
        _ = Random.Shared.Next();
    }
}
