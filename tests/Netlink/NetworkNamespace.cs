using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Ichor.Netlink.Tests;

/// <summary>Runs a test on a thread that has a network namespace of its own, which goes when the thread ends.</summary>
internal static partial class NetworkNamespace
{
    private const int CLONE_NEWNET = 0x40000000;

    /// <summary>Runs <paramref name="test"/> with a real kernel in an empty network, or skips it.</summary>
    public static void Run(Action test)
    {
        ExceptionDispatchInfo? failure = null;
        var refused = 0;
        var thread = new Thread(() =>
        {
            if (Unshare(CLONE_NEWNET) < 0)
            {
                refused = Marshal.GetLastPInvokeError();
                return;
            }
            try
            {
                test();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        Requirement.Met(refused == 0, $"a network namespace needs root (unshare: {NetlinkErrno.Name(refused)})");
        failure?.Throw();
    }

    /// <summary>Runs iproute2 in the namespace of this thread and returns what it prints.</summary>
    public static string Ip(string arguments) => Tool("ip", arguments);

    /// <summary>Runs a program in the namespace of this thread and returns what it prints.</summary>
    public static string Tool(string program, string arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {errors}");
        return output;
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}
