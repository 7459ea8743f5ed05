using System.Runtime.InteropServices;

namespace Ichor.Linux;

/// <summary>siginfo_t of a SIGCHLD on 64-bit Linux: the union starts at 16, not at 12.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
public struct SigInfo
{
    [FieldOffset(0)] public int Signal;
    [FieldOffset(8)] public int Code;
    [FieldOffset(16)] public int Pid;
    [FieldOffset(20)] public uint Uid;
    [FieldOffset(24)] public int Status;
}

public static unsafe partial class Libc
{
    public const int SIGHUP = 1, SIGINT = 2, SIGABRT = 6, SIGKILL = 9, SIGUSR1 = 10, SIGSEGV = 11, SIGPIPE = 13, SIGTERM = 15;
    public const int P_ALL = 0, P_PID = 1, WNOHANG = 1, WEXITED = 4, WNOWAIT = 0x01000000, PRIO_PROCESS = 0;
    public const int CLD_EXITED = 1, CLD_KILLED = 2, CLD_DUMPED = 3;

    [LibraryImport(Library, EntryPoint = "getpid")]
    public static partial int GetPid();

    [LibraryImport(Library, EntryPoint = "getuid")]
    public static partial uint GetUid();

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    /// <summary>signal(2); handler 0 is SIG_DFL, 1 is SIG_IGN.</summary>
    [LibraryImport(Library, EntryPoint = "signal", SetLastError = true)]
    public static partial nint Signal(int signal, nint handler);

    [LibraryImport(Library, EntryPoint = "waitid", SetLastError = true)]
    public static partial int WaitId(int kind, int id, SigInfo* info, int options);

    /// <summary>pidfd_open(2): a descriptor that becomes readable when the process has ended; the same number on every architecture.</summary>
    public static int PidFdOpen(int pid) => (int)Syscall(434, pid, 0, 0, 0, 0);

    /// <summary>setpriority(2); on Linux PRIO_PROCESS and 0 mean the calling thread.</summary>
    [LibraryImport(Library, EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, int who, int nice);

    [LibraryImport(Library, EntryPoint = "pause")]
    public static partial int Pause();

    [LibraryImport(Library, EntryPoint = "umask")]
    public static partial uint UMask(uint mask);

    [LibraryImport(Library, EntryPoint = "setgroups", SetLastError = true)]
    public static partial int SetGroups(nuint count, uint* groups);

    [LibraryImport(Library, EntryPoint = "setgid", SetLastError = true)]
    public static partial int SetGid(uint group);

    [LibraryImport(Library, EntryPoint = "setuid", SetLastError = true)]
    public static partial int SetUid(uint user);

    public const int PR_SET_NO_NEW_PRIVS = 38;   // linux/prctl.h

    /// <summary>prctl(2); no_new_privs is the calling thread's and what it executes.</summary>
    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport(Library, EntryPoint = "execve", SetLastError = true)]
    public static partial int ExecVe(byte* path, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "_exit")]
    public static partial void Exit(int status);
}
