using System.Runtime.InteropServices;
using System.Text;

namespace Ichor.Linux;

public static unsafe partial class Libc
{
    /// <summary>linux/module.h: the file is compressed; the kernel decompresses it (CONFIG_MODULE_DECOMPRESS).</summary>
    public const int MODULE_INIT_COMPRESSED_FILE = 4;

    // glibc has no wrapper. asm/unistd_64.h; the generic table (arm64) has another number.
    static nint FInitModuleNumber => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 273 : 313;

    /// <summary>finit_module(2): loads the module in <paramref name="fd"/> with these parameters.</summary>
    public static int FInitModule(int fd, string parameters, int flags)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(parameters.Length) + 1];
        Encoding.UTF8.GetBytes(parameters, bytes);
        fixed (byte* text = bytes)
            return (int)Syscall(FInitModuleNumber, fd, (nint)text, flags, 0, 0);
    }
}
