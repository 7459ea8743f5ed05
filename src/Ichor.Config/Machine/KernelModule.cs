namespace Ichor.Config;

/// <summary>An entry of <c>machine.kernel.modules</c> or a <c>KernelModuleConfig</c>: a module to load, as modprobe does.</summary>
/// <param name="Name">As modprobe takes it; <c>-</c> and <c>_</c> are the same in it.</param>
/// <param name="Parameters">In the order in which the kernel gets them: of two of one name the later counts.</param>
/// <param name="Because">Where it was asked for.</param>
/// <param name="Path">The same inside of the document; empty when the document is about it alone.</param>
public sealed record KernelModule(string Name, ValueList<ModuleParameter> Parameters, Provenance Because, string Path)
{
    /// <summary>More than all parameters of a module together can be (characters): what shows them is a page.</summary>
    /// <remarks>The kernel itself sets no limit to all of them, only 1024 to a text (param_set_charp of kernel/params.c).</remarks>
    public const int LongestParameters = 4096;

    private const string NameText = "Name of the module.", ParametersText = "Parameters, each as name=value; a value with blanks is put in double quotes. A module that is loaded already keeps those it has.";

    /// <summary>The module's name in the kernel and below /sys/module.</summary>
    public string KernelName => Name.Replace('-', '_');

    /// <summary>The parameters as the kernel gets them.</summary>
    public string Options => string.Join(' ', Parameters);

    internal static ValueList<KernelModule> ReadAll(ObjectReader o) => o.List("modules", Read, "Kernel modules to load, in this order.");

    internal static KernelModule Read(ObjectReader o)
    {
        var name = o.Required("name", Scalars.ModuleName, NameText, "br_netfilter");
        var written = o.LocatedList("parameters", Scalars.ModuleParameters, ParametersText, "numdummies=2");
        var module = new KernelModule(name, written.SelectMany(item => item.Value).ToValueList(), o.Because, o.Path);
        return o.Validate(module, (at, read) => Check(at, read, written));
    }

    private static void Check(ObjectReader o, KernelModule module, ValueList<Located<ValueList<ModuleParameter>>> written)
    {
        foreach (var (index, item) in written.Index())
            if (item.Value.Count > 1)
                o.Notice(item.Because, $"parameters[{index}]",
                    $"is {item.Value.Count} parameters to the kernel: {string.Join(", ", item.Value)} (a value with blanks is written {item.Value[0].Name}=\"a b\")");
        if (module.Options.Length > LongestParameters)
            o.Error("parameters", $"are {module.Options.Length} characters together, more than {LongestParameters}");
    }
}
