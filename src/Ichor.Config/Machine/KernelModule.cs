namespace Ichor.Config;

/// <summary>An entry of <c>machine.kernel.modules</c>: a module to load at boot, as modprobe does.</summary>
/// <param name="Name">As modprobe takes it; <c>-</c> and <c>_</c> are the same in it.</param>
/// <param name="Parameters">As <c>name=value</c>, in this order.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record KernelModule(string Name, ValueList<string> Parameters, Provenance Because)
{
    internal static ValueList<KernelModule> ReadAll(ObjectReader o) => o.List("modules", Read, "Kernel modules to load.");

    private static KernelModule Read(ObjectReader o) => new(
        o.Required("name", Scalars.ModuleName, "Name of the module.", "br_netfilter"),
        o.List("parameters", Scalars.NonEmptyText, "Parameters, as name=value.", "numdummies=2"),
        o.Because);
}
