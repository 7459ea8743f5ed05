namespace Ichor.Config;

/// <summary><c>kind: SysctlConfig</c>: comes after <c>machine.sysctls</c>.</summary>
internal sealed record SysctlDocument(ValueList<KernelParameter> Parameters) : IConfigDocument
{
    public static SysctlDocument Read(ObjectReader o)
    {
        o.Header();
        return new SysctlDocument(o.Map("params", Scalars.KernelKey, Scalars.Text, KernelParameter.At,
            "Kernel parameters below /proc/sys.", "net.ipv4.ip_forward: 1"));
    }

    public MachineConfig AddTo(MachineConfig machine) => machine with { Sysctls = [.. machine.Sysctls, .. Parameters] };
}
