using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>What documents about links must not contradict, among each other and in v1alpha1's <c>interfaces</c>.</summary>
internal sealed class LinkRules(MachineConfig machine, Action<Place, string> report)
{
    private readonly LinkInventory _inventory = new(machine);
    private readonly Dictionary<LinkName, StackedLinks> _masters = [];

    /// <summary>Whether two configs are the same in all that is looked at here: what is fine in one is fine in the other.</summary>
    public static bool AreAlike(MachineConfig left, MachineConfig right)
    {
        if (left.Network.Interfaces.Count > 0 || right.Network.Interfaces.Count > 0
            || left.Documents.Dhcp != right.Documents.Dhcp || left.Documents.Vips != right.Documents.Vips || left.Documents.Links.Count != right.Documents.Links.Count)
            return false;
        for (var i = 0; i < left.Documents.Links.Count; i++)
            if (!AreAlike(left.Documents.Links[i], right.Documents.Links[i]))
                return false;
        return true;
    }

    private static bool AreAlike(LinkDocument left, LinkDocument right) => ReferenceEquals(left, right)
        || left.Name == right.Name && left.Kind == right.Kind && left.Parent?.Value == right.Parent?.Value && left.Settings.Equals(right.Settings)
        && left.Peer is null && right.Peer is null && left.Ports.Count == 0 && right.Ports.Count == 0
        && left.Addresses.Count > 0 == right.Addresses.Count > 0 && left.Routes.Count > 0 == right.Routes.Count > 0;

    public void Check()
    {
        CheckNames();
        CheckMasters();
        CheckPortDocuments();
        CheckPortDevices();
        CheckVlans();
        foreach (var loop in LinkLoops.Find([.. _inventory.Stacks.Where(pair => !pair.IsPort || pair.Upper != pair.Lower)]))
            report((loop.Find(link => link.At.IsDocument) ?? loop[0]).At, $"makes a loop: {string.Join(", ", loop)}");
    }

    /// <summary>One document for each link; v1alpha1 may describe it too, but not as another kind.</summary>
    private void CheckNames()
    {
        var documents = new Dictionary<LinkName, DescribedLink>();
        var devices = new Dictionary<LinkName, DescribedLink>();
        foreach (var link in _inventory.Links)
            if (!link.At.IsDocument)
            {
                if (link.Kind is not null && !devices.TryAdd(link.Name, link) && devices[link.Name] is var other && other.Kind != link.Kind)
                    report(link.At, $"'{link.Name}' is a {other.Kind} link by {other.At}: it cannot be a {link.Kind} link too");
            }
            else if (!documents.TryAdd(link.Name, link))
                report(link.At, $"'{link.Name}' is the link of {documents[link.Name].At} already: one document may be about a link");
            else if (link.Kind is not null && devices.TryGetValue(link.Name, out var device) && device.Kind != link.Kind)
                report(link.At, $"'{link.Name}' is a {device.Kind} link by {device.At}: it cannot be a {link.Kind} link too");
    }

    private void CheckMasters()
    {
        foreach (var pair in _inventory.Stacks.Where(pair => pair.IsPort))
            if (pair.Upper == pair.Lower)
                report(pair.At, $"{pair.Lower} cannot be its own port");
            else if (_masters.TryAdd(pair.Lower, pair))
                continue;
            else if (_masters[pair.Lower] is var first && first.Upper != pair.Upper)
                report(pair.At, $"{pair.Lower} is a port of {first.Upper} already ({first.At})");
            else if (first.At.IsDocument || first.At.Path == pair.At.Path)
                report(pair.At, $"{pair.Lower} is given twice");
    }

    /// <summary>What a document says about a port that only its master can have.</summary>
    private void CheckPortDocuments()
    {
        foreach (var link in machine.Documents.Links)
        {
            RefuseOnPort(link, "");
            if (link.Peer is { } peer)
                RefuseOnPort(peer, "peer.");
        }
        foreach (var dhcp in machine.Documents.Dhcp)
            if (MasterOf(dhcp.Link) is { } master)
                report(new Place("", "name", dhcp.Because, true), $"{dhcp.Link} is a port of {master.Upper} ({master.At}) and cannot run DHCP itself");
        foreach (var vip in machine.Documents.Vips)
            if (MasterOf(vip.Link) is { } master)
                report(new Place("", "link", vip.Because, true), $"{vip.Link} is a port of {master.Upper} ({master.At}) and cannot have a shared address itself");
    }

    private void RefuseOnPort(LinkDocument link, string path)
    {
        if (MasterOf(link.Name) is not { } master)
            return;
        var (key, because) = link.Addresses.Count > 0 ? ("addresses", link.Addresses[0].Because) : ("routes", link.Routes.Count > 0 ? link.Routes[0].Because : null);
        if (because is not null)
            report(new Place("", path + key, because, true), $"{link.Name} is a port of {master.Upper} ({master.At}) and cannot have '{key}' itself");
    }

    private void CheckPortDevices()
    {
        foreach (var (index, device) in machine.Network.Interfaces.Index())
            if (device is { Ignore: false, Interface: { } name } && MasterOf(name) is { } master && DeviceRules.OwnSettings(device) is { } setting)
                report(new Place("", $"machine.network.interfaces[{index}].{setting}", device.Because, false),
                    $"{name} is a port of {master.Upper} ({master.At}) and cannot have '{setting}' itself");
    }

    /// <summary>The kernel takes one link for an identifier on a parent. A document may add to what v1alpha1 says of it.</summary>
    private void CheckVlans()
    {
        var seen = new Dictionary<(LinkName, ushort, VlanProtocol), DescribedLink>();
        foreach (var (parent, id, protocol, link) in _inventory.Vlans)
            if (seen.TryAdd((parent, id, protocol), link))
                continue;
            else if (seen[(parent, id, protocol)] is var first && (first.Name != link.Name || !link.At.IsDocument))
                report(link.At, $"VLAN {id} on {parent} is {(first.Name == link.Name ? "given" : first.Name)} already ({first.At})");
    }

    private StackedLinks? MasterOf(LinkName port) =>
        _masters.TryGetValue(port, out var master) && master.TakesOver ? master : null;
}
