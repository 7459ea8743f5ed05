namespace Ichor.Config;

/// <summary>Role of the machine in a cluster.</summary>
public enum MachineType
{
    Worker,
    ControlPlane,

    /// <summary>Older name for the control plane machine that was bootstrapped first.</summary>
    Init,
}
