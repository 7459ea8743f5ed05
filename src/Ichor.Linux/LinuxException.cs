using System.Runtime.InteropServices;

namespace Ichor.Linux;

/// <summary>A refused system call: what was tried, on what, and the kernel's own words.</summary>
public sealed class LinuxException(string operation, int error)
    : IOException($"{operation}: {Errno.Name(error)} ({Marshal.GetPInvokeErrorMessage(error)})")
{
    public int Error { get; } = error;
}
