using Ichor.Config;
using Ichor.Linux;
using Ichor.Linux.Modules;
using Ichor.Node.Children;

namespace Ichor.Node.Modules;

/// <summary>
/// <c>ichor load-module NAME [PARAMETER...]</c>: loads one module and says what became of it, on standard output when it is
/// there, else on standard error.
/// </summary>
/// <remarks>
/// A process of its own: the kernel unpacks, checks and starts a module inside of finit_module(2), which takes tenths of a second,
/// and minutes when a driver waits for its hardware. The node has one thread. PID 1 is not asked to do it: what it loads by
/// itself is in line for one thread as well, behind which a wish would wait, and what it cannot get wrong is what it does not know.
/// A process that dies or hangs in the kernel costs this module and nothing else.
/// </remarks>
public static class LoadModuleProgram
{
    private const int Failed = 1;
    private const int UsageError = 64;
    private const int Low = 10;

    /// <summary>Bytes of what it says. It is never killed: a module whose start was broken off cannot be tried again before the next boot.</summary>
    private static readonly ChildLimits Limits = new(Text: 1024 * 1024, Time: null);

    public static int Run(string[] arguments)
    {
        if (arguments is not [var name, .. var words] || !ModuleParameter.TryParse(string.Join(' ', words), out var parameters) && words.Length > 0)
        {
            System.Console.Error.WriteLine("usage: ichor load-module NAME [PARAMETER...]");
            return UsageError;
        }
        // Unpacking and linking is computing: the node that is asking for its address goes first.
        _ = Libc.SetPriority(Libc.PRIO_PROCESS, 0, Low);
        try
        {
            using var log = new KernelLogReader();
            var tree = ModuleTree.OfRunningKernel();
            var (report, problem) = new WishedModule(tree, ModuleConfig.Load(tree), new RunningKernel(tree.Folder), log.News, "/sys").Load(name, parameters);
            if (report is null)
                System.Console.Error.WriteLine(problem);
            else
                System.Console.Out.Write(report.ToString());
            return report is null ? Failed : 0;
        }
        catch (IOException e)
        {
            System.Console.Error.WriteLine(e.Message);
            return Failed;
        }
    }

    /// <summary>Runs it beside the loop.</summary>
    internal static LoadModule On(EventLoop loop) => (module, done) => ChildRun.Start(loop,
        [Environment.ProcessPath!, "load-module", module.KernelName, .. module.Parameters.Select(parameter => parameter.Text)], [], Limits, done);
}
