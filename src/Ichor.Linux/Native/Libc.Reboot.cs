using System.Runtime.InteropServices;

namespace Ichor.Linux;

public static unsafe partial class Libc
{
    // linux/reboot.h
    public const int RB_AUTOBOOT = 0x01234567, RB_HALT_SYSTEM = unchecked((int)0xCDEF0123), RB_POWER_OFF = 0x4321FEDC,
        RB_DISABLE_CAD = 0, RB_ENABLE_CAD = unchecked((int)0x89ABCDEF);

    /// <summary>reboot(2): returns only on error, except for the CAD commands.</summary>
    [LibraryImport(Library, EntryPoint = "reboot", SetLastError = true)]
    public static partial int Reboot(int command);
}
