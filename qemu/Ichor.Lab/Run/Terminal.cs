using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ichor.Lab.Run;

/// <summary>The person's terminal in raw mode: every key goes to the machine. It is given back as it was, whatever happens.</summary>
/// <remarks>
/// A shell waits at the other end of a pipe and restores the terminal when the pipe closes, so that not even SIGKILL leaves a
/// terminal without echo.
/// </remarks>
sealed unsafe partial class Terminal : IDisposable
{
    const int StandardInput = 0;
    const int TCSANOW = 0, TCSADRAIN = 1;
    const int TermiosSize = 128;                          // glibc's struct termios has 60 bytes

    /// <summary>Background processes get SIGTTOU for changing a terminal; whoever ignores it may.</summary>
    const string Guard = "saved=$(stty -g </dev/tty) && trap '' TTOU INT QUIT TERM HUP && echo ready && read _; stty $saved </dev/tty";

    readonly byte[] saved = new byte[TermiosSize];
    readonly Process guard;

    Terminal(Process guard)
    {
        this.guard = guard;
        fixed (byte* termios = saved)
            if (tcgetattr(StandardInput, termios) < 0)
                throw new LabException("the terminal cannot be read");
        var raw = (byte[])saved.Clone();
        fixed (byte* termios = raw)
        {
            cfmakeraw(termios);
            if (tcsetattr(StandardInput, TCSANOW, termios) < 0)
                throw new LabException("the terminal cannot be set to raw mode");
        }
    }

    /// <summary>Whether a person sits there.</summary>
    public static bool IsThere => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>The keys as they are pressed. .NET's own stream of standard input edits lines.</summary>
    public static Stream OpenKeyboard() => new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Switches to raw mode until disposed.</summary>
    public static Terminal TakeOver()
    {
        var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Guard])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,                 // else .NET takes it for a user of the terminal, and changes its modes
        })!;
        if (shell.StandardOutput.ReadLine() == "ready")
            return new Terminal(shell);
        shell.Dispose();
        throw new LabException("the terminal's settings cannot be saved: is stty there?");
    }

    public void Dispose()
    {
        fixed (byte* termios = saved)
            _ = tcsetattr(StandardInput, TCSADRAIN, termios);
        guard.StandardInput.Close();
        guard.WaitForExit(TimeSpan.FromSeconds(2));
        guard.Dispose();
    }

    [LibraryImport("libc")]
    private static partial int tcgetattr(int fd, byte* termios);

    [LibraryImport("libc")]
    private static partial int tcsetattr(int fd, int when, byte* termios);

    [LibraryImport("libc")]
    private static partial void cfmakeraw(byte* termios);
}
