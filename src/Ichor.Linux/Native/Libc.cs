using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Ichor.Linux;

/// <summary>The C library, one partial file per family of functions. In the image it is linked statically
/// (<c>DirectPInvoke</c>), so a function missing here is a link error and not a surprise at run time.</summary>
public static unsafe partial class Libc
{
    internal const string Library = "libc";

    /// <summary>The errno of the last P/Invoke of this thread: read it before calling anything else.</summary>
    public static int LastError => Marshal.GetLastPInvokeError();

    /// <summary>Throws with the operation's name when <paramref name="result"/> is negative.</summary>
    public static int Check(int result, string operation) => result >= 0 ? result : Throw(operation);

    public static long Check(nint result, string operation) => result >= 0 ? result : Throw(operation);

    [DoesNotReturn]
    static int Throw(string operation) => throw new LinuxException(operation, LastError);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint Syscall(nint number, nint first, nint second, nint third, nint fourth, nint fifth);
}
