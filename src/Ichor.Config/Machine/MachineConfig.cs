namespace Ichor.Config;

/// <summary>What a machine config asks for: the v1alpha1 document, and what other documents add to it.</summary>
public sealed record MachineConfig
{
    public static MachineConfig Empty { get; } = new();

    /// <summary><c>machine.type</c>; null when not given.</summary>
    public MachineType? Type { get; init; }

    public NetworkConfig Network { get; init; } = new();

    /// <summary><c>machine.env</c>, in the order written.</summary>
    public ValueList<EnvironmentVariable> Env { get; init; }

    /// <summary><c>machine.files</c>, in the order written: several appends to one path add up.</summary>
    public ValueList<MachineFile> Files { get; init; }

    public TimeConfig Time { get; init; } = new();

    /// <summary><c>machine.sysctls</c>: paths below /proc/sys.</summary>
    public ValueList<KernelParameter> Sysctls { get; init; }

    /// <summary><c>machine.sysfs</c>: paths below /sys.</summary>
    public ValueList<KernelParameter> Sysfs { get; init; }
}
