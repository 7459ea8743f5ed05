using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>The kernel command line, read. What could not be read is in <see cref="Problems"/> and takes nothing else down.</summary>
public sealed partial record CommandLine
{
    public string Text { get; init; } = "";

    /// <summary>Every word in its order, also those that mean nothing here.</summary>
    public ValueList<KernelArgument> Arguments { get; init; }

    /// <summary><c>ip=</c>, without plain <c>ip=dhcp</c> (which is the default anyway).</summary>
    public ValueList<IpArgument> Ips { get; init; }

    public ValueList<BondArgument> Bonds { get; init; }

    public ValueList<VlanArgument> Vlans { get; init; }

    /// <summary><c>talos.hostname</c>, else the first host name of an <c>ip=</c>.</summary>
    public Located<string>? Hostname { get; init; }

    /// <summary><c>talos.environment</c>, in order.</summary>
    public ValueList<EnvironmentVariable> Environment { get; init; }

    public Located<string>? Platform { get; init; }

    public ConfigSource ConfigSource { get; init; } = ConfigSource.None;

    /// <summary><c>talos.network.interface.ignore</c>: link names or alternative names.</summary>
    public ValueList<Located<LinkName>> IgnoredInterfaces { get; init; }

    /// <summary><c>net.ifnames</c>, the last one: false keeps the kernel's names. Null when nobody says.</summary>
    public bool? IfNames { get; init; }

    /// <summary><c>net.naming_scheme</c> (systemd.net-naming-scheme(7)), the last one; null when nobody says.</summary>
    public string? NamingScheme { get; init; }

    public ShutdownAction Shutdown { get; init; }

    public PanicAction Panic { get; init; }

    /// <summary><c>console</c> devices in order; the last is /dev/console.</summary>
    public ValueList<string> Consoles { get; init; }

    /// <summary>
    /// <c>talos.device.settle_time</c>: for how long devices may be on their way after the first of them is there. Null when
    /// nobody says.
    /// </summary>
    public TimeSpan? SettleTime { get; init; }

    public ValueList<Problem> Problems { get; init; }
}
