using Ichor.Linux;
using Ichor.Linux.Modules;

namespace Ichor.Init;

/// <summary>The role <c>modprobe</c>: the kernel runs <c>/sbin/modprobe -q -- ALIAS</c> when it needs a module
/// (kernel/module/kmod.c). Standard error is nowhere then, so failures go to the kernel log; an unknown alias is no failure,
/// the kernel asks for many that no system has.</summary>
public static class ModprobeProgram
{
    public static int Run(string[] arguments)
    {
        var log = new KernelLog();
        var loader = ModuleLoader.OfRunningKernel(text => log.Write(LogLevel.Warning, "modprobe", text));
        var names = arguments.SkipWhile(argument => argument is ['-', ..]).ToArray();
        return names is [var name, ..] && loader.LoadNameOrAlias(name) ? 0 : 1;
    }
}
