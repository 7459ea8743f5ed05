using System.Runtime.ExceptionServices;
using Ichor.Linux;

namespace Ichor.Init.Boot;

/// <summary>What happens to an exception that nobody caught. On any thread but the main one: logged, and the thread is
/// given up. On the main one: the machine restarts, or stays as it is with panic=0. Returning would be a kernel panic.</summary>
sealed class LastResort(KernelLog log, KernelArguments arguments)
{
    static readonly TimeSpan LongestSync = TimeSpan.FromSeconds(10);

    public void Install()
    {
        ExceptionHandling.SetUnhandledExceptionHandler(thrown =>
        {
            Log(thrown);
            return true;   // the thread ends, the process lives
        });
        AppDomain.CurrentDomain.UnhandledException += (_, what) => Fail(what.ExceptionObject as Exception);
        TaskScheduler.UnobservedTaskException += (_, what) => Log(what.Exception);
    }

    public void Log(Exception thrown) => log.Write(LogLevel.Error, "init", $"exception survived: {thrown}");

    /// <summary>Never returns.</summary>
    public void Fail(Exception? thrown)
    {
        log.Write(LogLevel.Emergency, "init", $"fatal: {thrown}");
        WriteBack();
        if (arguments.RebootDelayAfterFailure is { } delay)
        {
            log.Write(LogLevel.Emergency, "init", $"restart in {delay.TotalSeconds:0} s");
            Pause.For(delay);
            _ = Libc.Reboot(Libc.RB_AUTOBOOT);
        }
        while (true)
            _ = Libc.Pause();
    }

    /// <summary>For a while only: a sync on a dead disk does not come back.</summary>
    static void WriteBack()
    {
        try
        {
            var sync = new Thread(Libc.Sync, maxStackSize: 64 * 1024) { IsBackground = true, Name = "sync" };
            sync.Start();
            _ = sync.Join(LongestSync);
        }
        catch (Exception)
        {
            // No memory for a thread: what is not written is lost, the restart is not.
        }
    }
}
