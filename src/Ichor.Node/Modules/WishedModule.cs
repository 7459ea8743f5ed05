using System.Runtime.InteropServices;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Linux.Modules;

namespace Ichor.Node.Modules;

/// <summary>Loads a module that a config names, and finds words for what became of it.</summary>
/// <param name="tree">The modules of the image.</param>
/// <param name="config">What image and command line say about them.</param>
/// <param name="kernel">Takes them.</param>
/// <param name="news">The kernel's log since the last call.</param>
/// <param name="sysfs">/sys, but for tests.</param>
internal sealed class WishedModule(ModuleTree tree, ModuleConfig config, IModuleKernel kernel, Func<IReadOnlyList<string>> news, string sysfs)
{
    /// <summary>A driver may have much to say; the first words are those about parameters and symbols.</summary>
    private const int MostWords = 3, LongestWord = 200;

    private readonly List<string> _log = [];

    /// <returns>A report, or null and why the module is not there.</returns>
    public (LoadReport? Report, string Problem) Load(string name, IReadOnlyList<ModuleParameter> parameters)
    {
        var module = ModuleName.Normalize(name);
        var loader = new ModuleLoader(tree, config, kernel, _log.Add);
        var (state, error) = loader.Load(module, string.Join(' ', parameters));
        var words = WordsAbout(module, parameters).ToList();
        return state switch
        {
            ModuleState.Unknown => (null, Unknown(name)),
            ModuleState.Refused => (null, Refusal(error, words)),
            ModuleState.Loaded => (new(state, [.. words.Where(IsIgnored).Select(word => word + Guess(module, word))]), ""),
            _ => (new(state, [.. new LoadedParameters(module, sysfs).Differences(parameters)]), ""),
        };
    }

    /// <summary>What the kernel has just said that begins with the module's name, or with a parameter's.</summary>
    private IEnumerable<string> WordsAbout(string module, IEnumerable<ModuleParameter> parameters)
    {
        var beginnings = parameters.Select(parameter => parameter.Name).Prepend(module).Select(name => name + ": ").ToList();
        return news().Where(text => beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal)))
            .Take(MostWords).Select(text => PlainText.Of(text, LongestWord));
    }

    private string Unknown(string name)
    {
        var image = $"there is no such module in the image (Linux {Path.GetFileName(tree.Folder)})";
        if (tree.Resolve([name]) is [var (_, meant), ..])
            return $"{image}; {name} is another name of {meant}, which can be named here";
        return Spelling.Nearest(ModuleName.Normalize(name), tree.Names()) is { } near
            ? $"{image}: did you mean {near}?"
            : $"{image}: it takes an image that is built with a line for it in kernel/modules.list";
    }

    /// <summary>The kernel's errno, what its log says, and what could not be loaded that the module needs.</summary>
    private string Refusal(int error, IEnumerable<string> words)
    {
        var reason = $"{Errno.Name(error)} ({Marshal.GetPInvokeErrorMessage(error)})" + error switch
        {
            Errno.ENODEV => ": it found nothing to drive",
            Errno.EPERM => ": kernel.modules_disabled or the kernel's lockdown forbids it until the next boot",
            _ => "",
        };
        return string.Join("; ", [reason, .. words, .. _log]);
    }

    /// <summary>"dummy: unknown parameter 'x' ignored" (unknown_module_param_cb of kernel/module/main.c).</summary>
    private static bool IsIgnored(string word) => word.Contains(": unknown parameter '", StringComparison.Ordinal);

    private string Guess(string module, string word) =>
        Spelling.Nearest(word.Split('\'')[1], new LoadedParameters(module, sysfs).Names) is { } near ? $" (did you mean {near}?)" : "";
}
