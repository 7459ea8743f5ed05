namespace Ichor.Config;

/// <summary><c>kind: KernelModuleConfig</c>: comes after <c>machine.kernel.modules</c>.</summary>
internal sealed record KernelModuleDocument(KernelModule Module) : IConfigDocument
{
    public static KernelModuleDocument Read(ObjectReader o)
    {
        o.Header();
        return new KernelModuleDocument(KernelModule.Read(o));
    }

    public MachineConfig AddTo(MachineConfig machine) => machine with { KernelModules = [.. machine.KernelModules, Module] };
}
