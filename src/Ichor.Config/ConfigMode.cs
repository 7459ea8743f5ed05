namespace Ichor.Config;

/// <summary>What kind of machine a config is validated for, as in <c>talosctl validate --mode</c>.</summary>
public enum ConfigMode
{
    /// <summary>A machine with disks of its own: the config is expected to say where to install.</summary>
    Metal,

    /// <summary>A virtual machine that boots an installed image.</summary>
    Cloud,

    /// <summary>A container: no links, clock or kernel of its own.</summary>
    Container,
}
