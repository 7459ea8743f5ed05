using System.Net.Sockets;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network.Tests.Planning;

internal sealed partial class FakeKernel
{
    private string? Add(AddLink add)
    {
        if (Observed.Link(add.Name) is not null)
            return "EEXIST";
        var parent = add.Parent is { } name ? Observed.Link(name) : null;
        if (add.LinkKind == Vlan.Kind)
        {
            if (parent is null)
                return "ENODEV";
            if (add.Mtu > parent.Mtu)
                return "ERANGE";
            if (On(parent).Any(vlan => vlan.Settings.Get(Vlan.Id) == add.Settings.Get(Vlan.Id) && vlan.Settings.Get(Vlan.Protocol) == add.Settings.Get(Vlan.Protocol)))
                return "EEXIST";
        }
        if (add.Settings.TryGet(Veth.Peer, out var peer) && Observed.Link(peer) is not null)
            return "EEXIST";

        var index = _nextIndex++;
        var link = new LinkStatus
        {
            Index = index,
            Name = add.Name,
            Kind = add.LinkKind.Name,
            Group = Ownership.LinkGroup,
            Settings = WithDefaults(add.LinkKind, add.Settings).Without(Veth.Peer),
            ParentIndex = parent?.Index ?? 0,
            Address = add.HardwareAddress,
            Mtu = add.Mtu ?? add.LinkKind.Name switch { "vlan" => parent!.Mtu, "wireguard" => 1420, "vrf" => 65575, _ => 1500 },
            Multicast = add.LinkKind == Vlan.Kind ? parent!.Multicast : add.LinkKind.Name is not ("dummy" or "wireguard"),
        };
        Observed.Put(link);
        if (add.HardwareAddress is not null)
            _ofGivenAddress.Add(index);
        if (add.LinkKind == Veth.Kind)
        {
            Observed.Put(new LinkStatus { Index = _nextIndex, Name = add.Settings.GetOr(Veth.Peer, LinkName.Parse($"auto{index}")), Kind = "veth", ParentIndex = index, Mtu = 1500 });
            Observed.Put(link with { ParentIndex = _nextIndex++ });
        }
        return null;
    }

    /// <summary>The kernel reports every setting that the mode has.</summary>
    private static LinkSettings WithDefaults(LinkKind kind, LinkSettings given)
    {
        foreach (var setting in kind.Settings)
            if (setting.Default is { } value && !given.TryGet(setting, out _) && setting.AppliesTo(given))
                given = given.With(setting, value);
        return given;
    }

    private string? Delete(int index)
    {
        if (Observed.Link(index) is not { } link)
            return "ENODEV";
        foreach (var port in PortsOf(link))
            SetMaster(port, null);
        foreach (var vlan in On(link))
            Delete(vlan.Index);
        Observed.RemoveLink(index);
        if (link.Kind == Veth.Kind.Name)
            Observed.RemoveLink(link.ParentIndex);
        return null;
    }

    private string? SetSettings(LinkStatus link, LinkSettings changes)
    {
        foreach (var (setting, _) in changes.Entries)
            if (setting.Change == SettingChange.Recreate)
                return $"EOPNOTSUPP ({setting})";
            else if (setting.Change >= SettingChange.LinkDown && link.Up)
                return $"EPERM ({setting}: the link is up)";
            else if (setting.Change == SettingChange.LinkDownWithoutPorts && PortsOf(link).Count > 0)
                return $"ENOTEMPTY ({setting}: the link has ports)";
        var settings = link.Settings.Overlay(changes);
        if (settings.Get(Bond.ArpInterval) > 0 && changes.TryGet(Bond.ArpInterval, out _))
            settings = settings.With(Bond.Miimon, 0u);
        if (changes.Get(Bond.Miimon) > 0)
            settings = settings.With(Bond.ArpInterval, 0u);
        Observed.Put(link with { Settings = WithDefaults(LinkKind.Find(link.Kind)!, settings.Applicable()) });
        return null;
    }

    private string? SetMtu(LinkStatus link, uint mtu)
    {
        if (link.Kind == Vlan.Kind.Name && Observed.Link(link.ParentIndex) is { } parent && mtu > parent.Mtu)
            return "ERANGE";
        if (link.Kind == Bridge.Kind.Name)
            _ofGivenMtu.Add(link.Index);
        ChangeMtu(link, mtu);
        return null;
    }

    private string? SetUp(LinkStatus link, bool up)
    {
        if (up && link.Kind == Vlan.Kind.Name && Observed.Link(link.ParentIndex) is { Up: false })
            return "ENETDOWN";
        Observed.Put(link with { Up = up, Carrier = up });
        if (!up)
            Flush(link.Index);
        foreach (var vlan in On(link))
            if (vlan.Up != up)
                SetUp(vlan, up);
        return null;
    }

    /// <summary>What a link loses when it goes down: its routes, and of its addresses those of IPv6 (addrconf_ifdown).</summary>
    private void Flush(int index)
    {
        foreach (var route in Observed.Routes.Where(route => route.LinkIndex == index).ToList())
            Observed.Remove(route);
        foreach (var address in Observed.Addresses.Where(address => address.LinkIndex == index && address.Address.Address.AddressFamily == AddressFamily.InterNetworkV6).ToList())
            Observed.Remove(address);
    }
}
