using Ichor.Linux;
using Ichor.Linux.Modules;

namespace Ichor.Init;

/// <summary>The role <c>modprobe</c>: the kernel runs <c>modprobe -q -- ALIAS</c> when it needs a module
/// (kernel/module/kmod.c). Standard error is nowhere then, so failures go to the kernel log; an unknown alias is no failure,
/// the kernel asks for many that no system has.</summary>
public static class ModprobeProgram
{
    /// <summary>Where the kernel is told to find it. Not /sbin/modprobe: there the kernel would run it before process 1, for
    /// every cipher that its own start-up asks for in vain, and reach process 1 two seconds later (emulated, measured).</summary>
    public const string Path = "/usr/lib/ichor/modprobe";

    public static int Run(string[] arguments)
    {
        var log = new KernelLog();
        var loader = ModuleLoader.OfRunningKernel(text => log.Write(LogLevel.Warning, "modprobe", text));
        var names = arguments.SkipWhile(argument => argument is ['-', ..]).ToArray();
        return names is [var name, ..] && loader.LoadNameOrAlias(name) ? 0 : 1;
    }
}
