using System.Text;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;
using Ichor.Network.Names;
using Ichor.Node.Naming;

namespace Ichor.Node.Tests.Naming;

/// <summary>
/// A machine with network cards on PCI whose drivers come one after another: its sysfs, and what the kernel does to the names of
/// links (reference: interface names, section 12).
/// </summary>
internal sealed class NamingMachine : ILinkNames
{
    private readonly Dictionary<string, string> _files = [];
    private readonly Dictionary<string, string> _symlinks = [];
    private readonly Dictionary<int, (string Name, string Directory)> _links = [];
    private readonly Dictionary<string, int> _alternatives = [];
    private readonly List<Action> _timers = [];
    private readonly string _kernelNames;
    private int _index = 1;

    public NamingMachine(string kernelNames, string rules = "")
    {
        _kernelNames = kernelNames;
        Naming = Start(Of(rules));
    }

    public Observed Observed { get; private set; } = new();

    public LinkNaming Naming { get; private set; }

    /// <summary>Every rename that the kernel did.</summary>
    public List<string> Renames { get; } = [];

    /// <summary>Linux before 6.2: what is up keeps its name.</summary>
    public bool RefusesLinksThatAreUp { get; init; }

    /// <summary>By interface: <c>ens3 (slot) also enp0s3 was eth0</c>.</summary>
    public string State => string.Join('\n', Observed.Links.OrderBy(link => link.Index).Select(link =>
        $"{link.Name} ({Naming.Given(link.Index)?.Report.Policy ?? "?"}) also {string.Join(' ', link.AlternativeNames.Order(StringComparer.Ordinal))} was {string.Join(' ', link.FormerNames)}"));

    public string Conditions => string.Join('\n', Naming.Conditions.Select(condition => $"{condition.State} {condition.Object}: {condition.Reason}"));

    public static NamingInForce Of(string commandLine) => NamingInForce.Of(NamingSource.Of("STATE", CommandLine.Parse(commandLine)));

    /// <summary>A card without a driver. Its slot is what the firmware says (_SUN), which counts since v257.</summary>
    public void Card(string address, int? slot = null)
    {
        var device = $"/sys/devices/pci0000:00/{address}";
        _files[$"{device}/uevent"] = $"PCI_SLOT_NAME={address}\n";
        _files[$"{device}/class"] = "0x020000\n";
        _symlinks[$"{device}/subsystem"] = "../../../bus/pci";
        _symlinks[$"/sys/bus/pci/devices/{address}"] = $"../../../devices/pci0000:00/{address}";
        if (slot is not { } number)
            return;
        _symlinks[$"{device}/firmware_node"] = $"../../acpi/{address}";
        _files[$"/sys/devices/acpi/{address}/sun"] = $"{number}\n";
    }

    /// <summary>The driver of a card comes, and with it a link.</summary>
    public int Driver(string address, string? kind = null, string pattern = "eth", params string[] alternatives)
    {
        if (!_files.ContainsKey($"/sys/devices/pci0000:00/{address}/uevent"))
            Card(address);
        var name = Enumerable.Range(0, 100).Select(number => $"{pattern}{number}").First(name => !IsTaken(name));
        return Add(name, $"/sys/devices/pci0000:00/{address}/net", kind, "1", alternatives);
    }

    /// <summary>Somebody makes a virtual link.</summary>
    public int Virtual(string name, params string[] alternatives) => Add(name, "/sys/devices/virtual/net", "dummy", "3", alternatives);

    /// <summary>The link goes away.</summary>
    public void Pull(int index)
    {
        var (name, directory) = _links[index];
        foreach (var path in _files.Keys.Where(path => path.StartsWith($"{directory}/{name}/", StringComparison.Ordinal)).ToList())
            _files.Remove(path);
        _symlinks.Remove($"/sys/class/net/{name}");
        _links.Remove(index);
        foreach (var other in _alternatives.Where(pair => pair.Value == index).ToList())
            _alternatives.Remove(other.Key);
        Observed.RemoveLink(index);
    }

    /// <summary>Makes it a port of a bond: its address is the bond's.</summary>
    public void Enslave(int index) => _files[$"{_links[index].Directory}/{_links[index].Name}/addr_assign_type"] = "3\n";

    public void Up(int index) => Observed.Put(Observed.Link(index)! with { Up = true });

    /// <summary>The node process dies and comes again.</summary>
    public void Restart(string rules = "")
    {
        var mirrored = Observed.Links.ToList();
        Observed = new Observed();
        Naming = Start(Of(rules));
        foreach (var link in mirrored)
            Observed.Put(link with { Named = Naming.IsNamed(Message(link)), FormerNames = [] });
    }

    /// <summary>All waits are over.</summary>
    public void Elapse()
    {
        foreach (var timer in _timers.ToList())
            timer();
        _timers.Clear();
    }

    public NetlinkError? Rename(LinkTarget link, LinkName name)
    {
        if (IsTaken(name.ToString()))
            return new NetlinkError($"rename {link} to {name}", NetlinkErrno.EEXIST);
        if (RefusesLinksThatAreUp && Observed.Link(link.Index)!.Up)
            return new NetlinkError($"rename {link} to {name}", NetlinkErrno.EBUSY);
        var (old, directory) = _links[link.Index];
        foreach (var (path, text) in _files.Where(file => file.Key.StartsWith($"{directory}/{old}/", StringComparison.Ordinal)).ToList())
        {
            _files.Remove(path);
            _files[$"{directory}/{name}{path[$"{directory}/{old}".Length..]}"] = text;
        }
        _files[$"{directory}/{name}/name_assign_type"] = "4\n";
        _symlinks.Remove($"/sys/class/net/{old}");
        _symlinks.Remove($"{directory}/{old}/device");
        Show(name.ToString(), directory);
        _links[link.Index] = (name.ToString(), directory);
        Renames.Add($"{old} {name}");
        return null;
    }

    public NetlinkError? AddAlternative(LinkTarget link, string name) =>
        IsTaken(name) || !_alternatives.TryAdd(name, link.Index) ? new NetlinkError($"add alternative names {name} to {link}", NetlinkErrno.EEXIST) : null;

    public NetlinkError? DeleteAlternative(LinkTarget link, string name) =>
        _alternatives.GetValueOrDefault(name) == link.Index && _alternatives.Remove(name) ? null : new NetlinkError($"remove {name} from {link}", NetlinkErrno.EINVAL);

    private LinkNaming Start(NamingInForce rules) =>
        new(Observed, this, Sysfs(), rules, new KernelNames(_kernelNames), new RivalWait(RivalWait.Usual, (_, action) => _timers.Add(action), () => { }));

    private int Add(string name, string directory, string? kind, string assignType, string[] alternatives)
    {
        var index = ++_index;
        _links[index] = (name, directory);
        foreach (var (attribute, text) in new[]
        {
            ("uevent", $"INTERFACE={name}\nIFINDEX={index}"), ("iflink", $"{index}"), ("type", "1"), ("address", $"52:54:00:00:00:{index:x2}"),
            ("addr_assign_type", "0"), ("name_assign_type", assignType), ("dev_port", "0"),
        })
            _files[$"{directory}/{name}/{attribute}"] = text + "\n";
        Show(name, directory);
        foreach (var alternative in alternatives)
            _alternatives[alternative] = index;
        var link = new LinkStatus { Index = index, Name = LinkName.Parse(name), Kind = kind ?? "", AlternativeNames = [.. alternatives] };
        Observed.Put(link with { Named = Naming.IsNamed(Message(link)) });
        return index;
    }

    private void Show(string name, string directory)
    {
        _symlinks[$"/sys/class/net/{name}"] = $"../../{directory["/sys/".Length..]}/{name}";
        if (!directory.Contains("/virtual/", StringComparison.Ordinal))
            _symlinks[$"/sys/class/net/{name}/device"] = _symlinks[$"{directory}/{name}/device"] = "../..";
    }

    private bool IsTaken(string name) => _alternatives.ContainsKey(name) || _links.Values.Any(link => link.Name == name);

    private static LinkMessage Message(LinkStatus link)
    {
        const ushort RTM_NEWLINK = 16, IFLA_IFNAME = 3, IFLA_LINKINFO = 18, IFLA_INFO_KIND = 1;
        const int HeaderSize = 16;
        var message = new NetlinkMessage(RTM_NEWLINK, NetlinkFlags.None).Header(new IfInfoMsg(link.Index, Type: link.Type)).String(IFLA_IFNAME, link.Name.ToString());
        if (link.Kind.Length > 0)
            message.Nested(IFLA_LINKINFO, info => info.String(IFLA_INFO_KIND, link.Kind));
        return LinkMessage.Decode(message.ToBytes()[HeaderSize..])!;
    }

    private SysfsTree Sysfs() => new(
        path => _files.TryGetValue(path, out var text) ? Encoding.UTF8.GetBytes(text) : null,
        path => _symlinks.GetValueOrDefault(path),
        path => _files.Keys.Concat(_symlinks.Keys).Where(entry => entry.StartsWith(path + "/", StringComparison.Ordinal))
            .Select(entry => entry[(path.Length + 1)..].Split('/')[0]).Distinct().ToList());
}
