using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>Every link that v1alpha1 and the documents describe by name, and how they stand on each other; v1alpha1 comes first.</summary>
/// <remarks>Which links a selector picks is only known on the machine: they are not here.</remarks>
internal sealed class LinkInventory
{
    public List<DescribedLink> Links { get; } = [];

    public List<StackedLinks> Stacks { get; } = [];

    /// <summary>VLANs by what makes them different for the kernel.</summary>
    public List<(LinkName Parent, ushort Id, VlanProtocol Protocol, DescribedLink Link)> Vlans { get; } = [];

    public LinkInventory(MachineConfig machine)
    {
        foreach (var (index, device) in machine.Network.Interfaces.Index())
            if (device is { Ignore: false, Interface: { } name })
                Add(device, name, $"machine.network.interfaces[{index}]");
        foreach (var link in machine.Documents.Links)
            Add(link);
    }

    private void Add(DeviceConfig device, LinkName name, string path)
    {
        Links.Add(new DescribedLink(name, KindOf(device), Of(device.Because, "")));
        foreach (var port in device.Bond?.Interfaces ?? [])
            Stacks.Add(new StackedLinks(name, Bond.Kind, port.Value, Of(port.Because, ".bond.interfaces")));
        foreach (var port in device.Bridge?.Interfaces ?? [])
            Stacks.Add(new StackedLinks(name, Bridge.Kind, port.Value, Of(port.Because, ".bridge.interfaces")));
        if (device.BridgePort is { } bridge)
            Stacks.Add(new StackedLinks(bridge.Master, Bridge.Kind, name, Of(bridge.Because, ".bridgePort")));
        foreach (var (index, vlan) in device.Vlans.Index())
        {
            var link = new DescribedLink(VlanNames.NameOf(name, vlan.VlanId), Vlan.Kind, Of(vlan.Because, $".vlans[{index}]"));
            Links.Add(link);
            Stacks.Add(new StackedLinks(link.Name, Vlan.Kind, name, link.At));
            Vlans.Add((name, vlan.VlanId, VlanProtocol.Ieee8021Q, link));
        }

        Place Of(Provenance because, string below) => new(path + below, path + below, because, IsDocument: false);
    }

    private void Add(LinkDocument link)
    {
        var described = new DescribedLink(link.Name, link.Kind, Of(link.Because, "name"));
        Links.Add(described);
        if (link.Peer is { } peer)
            Links.Add(new DescribedLink(peer.Name, peer.Kind, Of(peer.Because, "peer.name")));
        foreach (var (index, port) in link.Ports.Index())
            Stacks.Add(new StackedLinks(link.Name, link.Kind!, port.Value, Of(port.Because, $"links[{index}]")));
        if (link.Parent is not { } parent)
            return;
        Stacks.Add(new StackedLinks(link.Name, Vlan.Kind, parent.Value, Of(parent.Because, "parent")));
        Vlans.Add((parent.Value, link.Settings.Get(Vlan.Id), link.Settings.GetOr(Vlan.Protocol, VlanProtocol.Ieee8021Q), described));

        Place Of(Provenance because, string path) => new(link.Title, path, because, IsDocument: true);
    }

    private static LinkKind? KindOf(DeviceConfig device) => device switch
    {
        { Bond: not null } => Bond.Kind,
        { Bridge: not null } => Bridge.Kind,
        { Dummy: true } => Dummy.Kind,
        { Wireguard: not null } => WireGuard.Kind,
        _ => null,
    };
}
