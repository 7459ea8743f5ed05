using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>Collects the arguments of one command line. An argument that is wrong is reported and left out; the others stay.</summary>
internal sealed class CommandLineReader
{
    private readonly List<KernelArgument> _arguments = [];
    private readonly List<Problem> _problems = [];
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);
    private readonly List<IpArgument> _ips = [];
    private readonly List<BondArgument> _bonds = [];
    private readonly List<VlanArgument> _vlans = [];
    private readonly List<EnvironmentVariable> _environment = [];
    private readonly List<Located<LinkName>> _ignored = [];
    private readonly List<string> _consoles = [];
    private CommandLine _rest = new();

    public void Read(KernelArgument argument)
    {
        _arguments.Add(argument);
        var complaints = new Complaints(argument, _problems);
        if (!ReadRepeatable(argument, complaints) && !ReadLast(argument, complaints) && !ReadSingle(argument, complaints))
            ForeignArguments.Remark(argument, complaints);
    }

    public CommandLine Finish(string text) => _rest with
    {
        Text = text,
        Arguments = _arguments.ToValueList(),
        Ips = _ips.ToValueList(),
        Bonds = _bonds.ToValueList(),
        Vlans = _vlans.ToValueList(),
        Environment = _environment.ToValueList(),
        IgnoredInterfaces = _ignored.ToValueList(),
        Consoles = _consoles.ToValueList(),
        Hostname = _rest.Hostname ?? _ips.Where(ip => ip.Hostname is not null).Select(ip => new Located<string>(ip.Hostname!, ip.Because)).FirstOrDefault(),
        Problems = _problems.ToValueList(),
    };

    /// <summary>Arguments of which every one counts.</summary>
    private bool ReadRepeatable(KernelArgument argument, Complaints complaints)
    {
        switch (argument.Key)
        {
            case "ip":
                Add(_ips, IpReader.Read(argument.Value, _ips.Count, complaints));
                return true;
            case "bond":
                Add(_bonds, BondReader.Read(argument.Value, _bonds, complaints));
                return true;
            case "vlan":
                Add(_vlans, VlanReader.Read(argument.Value, _vlans, complaints));
                return true;
            case "talos.environment":
                ReadVariable(argument.Value, complaints);
                return true;
            case "talos.network.interface.ignore":
                if (complaints.TryRead(argument.Value, Scalars.LinkName, out var ignored))
                    _ignored.Add(new Located<LinkName>(ignored, complaints.Because));
                return true;
            case "console":
                _consoles.Add(argument.Value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// systemd's arguments, of which the last counts that can be read: what is appended goes before what an image was made with.
    /// It takes dashes of their names for underscores (src/basic/proc-cmdline.c).
    /// </summary>
    private bool ReadLast(KernelArgument argument, Complaints complaints)
    {
        switch (argument.Key.Replace('-', '_'))
        {
            case "net.ifnames":
                if (complaints.TryRead(argument.Value, SystemdBoolean.Scalar, out var renames))
                    _rest = _rest with { IfNames = renames };
                return true;
            case "net.naming_scheme":
                if (complaints.TryRead(argument.Value, Scalars.NonEmptyText, out var scheme))
                    _rest = _rest with { NamingScheme = scheme };
                return true;
            default:
                return false;
        }
    }

    /// <summary>Arguments of which the first counts; of those that the kernel and PID 1 act upon it is the last.</summary>
    private bool ReadSingle(KernelArgument argument, Complaints complaints)
    {
        var read = argument.Key switch
        {
            "talos.hostname" => Take(Scalars.HostName, value => _rest with { Hostname = new Located<string>(value, complaints.Because) }),
            "talos.platform" => Take(Platforms.Scalar, value => _rest with { Platform = new Located<string>(value, complaints.Because) }),
            "talos.config" => Take(ConfigSources.Scalar, value => _rest with { ConfigSource = value }),
            "talos.shutdown" => Take(Scalars.Enum(("halt", ShutdownAction.Halt), ("poweroff", ShutdownAction.PowerOff)), value => _rest with { Shutdown = value }),
            "panic" => Take(Scalars.Int32, value => _rest with { Panic = value == 0 ? PanicAction.Stay : PanicAction.Reboot }),
            "talos.device.settle_time" => Take(Scalars.Duration, value => _rest with { SettleTime = value }),
            _ => (Func<bool>?)null,
        };
        if (read is null)
            return false;
        if (!_once.Add(argument.Key) && argument.Key is not ("panic" or "talos.shutdown"))
            complaints.Notice("only the first one counts");
        else
            read();
        return true;

        Func<bool> Take<T>(Scalar<T> scalar, Func<T, CommandLine> with) => () =>
        {
            var valid = complaints.TryRead(argument.Value, scalar, out var value);
            if (valid)
                _rest = with(value!);
            return valid;
        };
    }

    private void ReadVariable(string text, Complaints complaints)
    {
        var equals = text.IndexOf('=');
        if (equals < 0)
            complaints.Error($"'{text}' is not NAME=VALUE");
        else if (complaints.TryRead(text[..equals], Scalars.VariableName, out var name))
            _environment.Add(new EnvironmentVariable(name, text[(equals + 1)..], complaints.Because));
    }

    private static void Add<T>(List<T> list, T? item) where T : class
    {
        if (item is not null)
            list.Add(item);
    }
}
