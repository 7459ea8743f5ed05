using Ichor.Linux;

namespace Ichor.Init;

/// <summary>The roles <c>poweroff</c> and <c>reboot</c>: the kernel runs /sbin/poweroff and /sbin/reboot when the hypervisor asks
/// (Hyper-V, Xen) or when it is too hot (kernel/reboot.c, orderly_poweroff). Process 1 knows what to do.</summary>
public static class PowerProgram
{
    public static int PowerOff() => Tell(Libc.SIGTERM);

    public static int Reboot() => Tell(Libc.SIGINT);

    static int Tell(int signal) => Libc.Kill(1, signal) == 0 ? 0 : 1;
}
