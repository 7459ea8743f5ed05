using Ichor.Init.Boot;
using Ichor.Linux;

namespace Ichor.Init;

/// <summary>The role <c>ichor init</c>: process 1.</summary>
public static class InitProgram
{
    const int UsageError = 64;   // sysexits.h EX_USAGE

    /// <summary>Does not return when it is process 1: the way out is reboot(2).</summary>
    public static int Run()
    {
        if (Libc.GetPid() != 1)
        {
            Console.Error.WriteLine("ichor: init must be process 1");
            return UsageError;
        }
        var problems = RootFileSystem.Prepare();
        Sysctl("printk_devkmsg", "on");   // else all but ten lines of a burst are lost
        Sysctl("modprobe", ModprobeProgram.Path);
        var log = new KernelLog();
        var arguments = KernelArguments.OfThisBoot();
        var lastResort = new LastResort(log, arguments);
        try
        {
            lastResort.Install();
            ProtectFromOomKiller();
            if (arguments.PanicTimeout is null)
                Sysctl("panic", $"{KernelArguments.DefaultPanicTimeout}");
            foreach (var problem in problems)
                log.Write(LogLevel.Error, "init", problem);
            using var loop = new EventLoop();
            new InitProcess(loop, log, arguments, lastResort).Run();
        }
        catch (Exception thrown)
        {
            lastResort.Fail(thrown);
        }
        lastResort.Fail(new InvalidOperationException("the event loop ended"));
        return 0;
    }

    /// <summary>With the newline: printk_devkmsg refuses its values without one (kernel/printk/printk.c).</summary>
    static void Sysctl(string name, string value) => WriteFile("/proc/sys/kernel/" + name, value + "\n");

    static void ProtectFromOomKiller() => WriteFile("/proc/self/oom_score_adj", "-1000");

    static void WriteFile(string path, string value)
    {
        var fd = Libc.Open(path, Libc.O_WRONLY | Libc.O_CLOEXEC);
        if (fd < 0)
            return;
        _ = Libc.Write(fd, System.Text.Encoding.ASCII.GetBytes(value));
        _ = Libc.Close(fd);
    }
}
