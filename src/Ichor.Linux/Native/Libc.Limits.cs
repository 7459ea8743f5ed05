using System.Runtime.InteropServices;

namespace Ichor.Linux;

/// <summary>struct rlimit on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct RLimit
{
    public ulong Current;
    public ulong Maximum;
}

public static unsafe partial class Libc
{
    public const int RLIMIT_NOFILE = 7;   // asm-generic/resource.h

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetRLimit(int resource, RLimit* limit);

    [LibraryImport(Library, EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetRLimit(int resource, RLimit* limit);
}
