namespace Ichor.Config;

/// <summary><c>panic</c>: what follows a fatal error of the system.</summary>
public enum PanicAction
{
    /// <summary>Reboot after a countdown.</summary>
    Reboot,

    /// <summary><c>panic=0</c>: stay, for somebody to look.</summary>
    Stay,
}

/// <summary><c>talos.shutdown</c>: what an orderly shutdown ends in.</summary>
public enum ShutdownAction
{
    PowerOff,

    /// <summary><c>talos.shutdown=halt</c>.</summary>
    Halt,
}
