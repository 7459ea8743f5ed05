using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network.Tests.Planning;

/// <summary>What masters and ports do to each other: hardware addresses, sizes, and what a port loses on the way.</summary>
internal sealed partial class FakeKernel
{
    /// <summary>Links whose hardware address somebody chose: a bond without one takes that of its first port.</summary>
    private readonly HashSet<int> _ofGivenAddress = [];

    /// <summary>Bridges whose MTU somebody chose: others follow their ports.</summary>
    private readonly HashSet<int> _ofGivenMtu = [];

    /// <summary>Ports of bonds as they were before.</summary>
    private readonly Dictionary<int, LinkStatus> _beforeBond = [];

    private int _randomAddresses;

    private string? SetMaster(LinkStatus link, LinkName? name)
    {
        if (name is { } wanted && Observed.Link(wanted) is not { Kind: "bond" or "bridge" or "vrf" })
            return Observed.Link(wanted) is null ? "ENODEV" : "EOPNOTSUPP";
        if (name is { } bond && Observed.Link(bond)!.Kind == Bond.Kind.Name && link.Up && !IsBond(link.MasterIndex))
            return "EPERM (a port of a bond must be down)";
        if (link.MasterIndex != 0)
            Release(link, Observed.Link(link.MasterIndex)!);
        if (name is { } taker)
            Enslave(Observed.Link(link.Index)!, Observed.Link(taker)!);
        return null;
    }

    /// <summary>bond_enslave of drivers/net/bonding/bond_main.c, br_add_if of net/bridge/br_if.c, do_vrf_add_slave of drivers/net/vrf.c.</summary>
    private void Enslave(LinkStatus port, LinkStatus master)
    {
        if (master.Kind == Bond.Kind.Name)
        {
            _beforeBond[port.Index] = port;
            if (PortsOf(master).Count == 0 && (!_ofGivenAddress.Contains(master.Index) || FollowsPorts(master) && master.Settings.Get(Bond.FailOverMac) == FailOverMac.Active))
                Observed.Put(master = master with { Address = port.Address });
            Observed.Put(port with { MasterIndex = master.Index, Address = FollowsPorts(master) ? port.Address : master.Address });
            ChangeMtu(Observed.Link(port.Index)!, master.Mtu);
            SetUp(Observed.Link(port.Index)!, up: true);
            return;
        }
        Observed.Put(port with { MasterIndex = master.Index });
        if (master.Kind == Bridge.Kind.Name)
            FollowPorts(master);
        else
            Cycle(port.Index);
    }

    private void Release(LinkStatus port, LinkStatus master)
    {
        Observed.Put(port with { MasterIndex = 0 });
        if (master.Kind == Bond.Kind.Name)
        {
            var before = _beforeBond.GetValueOrDefault(port.Index) ?? port with { Address = port.Identity.PermanentAddress ?? port.Address };
            Observed.Put(Observed.Link(port.Index)! with { Address = before.Address });
            ChangeMtu(Observed.Link(port.Index)!, before.Mtu);
            SetUp(Observed.Link(port.Index)!, up: false);
            if (PortsOf(master).Count == 0)
            {
                _ofGivenAddress.Remove(master.Index);
                Observed.Put(master with { Address = HardwareAddress.Parse($"0a:00:00:00:{_randomAddresses / 256:x2}:{_randomAddresses++ % 256:x2}") });
            }
        }
        else if (master.Kind == Bridge.Kind.Name)
            FollowPorts(master);
        else
            Cycle(port.Index);
    }

    /// <summary>A port of a VRF goes down and up again, so that its routes are put into the right table (cycle_netdev).</summary>
    private void Cycle(int index)
    {
        if (Observed.Link(index) is not { Up: true } port)
            return;
        SetUp(port, up: false);
        SetUp(Observed.Link(index)!, up: true);
    }

    /// <summary>A bond that has the address of its active port ignores any other, and says that it took it (bond_set_mac_address).</summary>
    private static bool FollowsPorts(LinkStatus bond) =>
        bond.Settings.Get(Bond.Mode) == BondMode.ActiveBackup && bond.Settings.Get(Bond.FailOverMac) != FailOverMac.None;

    private string? SetAddress(LinkStatus link, HardwareAddress address)
    {
        if (link.Kind == Bond.Kind.Name && FollowsPorts(link))
            return null;
        _ofGivenAddress.Add(link.Index);
        Observed.Put(link with { Address = address });
        foreach (var port in link.Kind == Bond.Kind.Name ? PortsOf(link) : [])
            Observed.Put(port with { Address = address });
        return null;
    }

    /// <summary>Ports of a bond get its size, VLANs shrink with what they are on, and a bridge is as small as its smallest port.</summary>
    private void ChangeMtu(LinkStatus link, uint mtu)
    {
        Observed.Put(link with { Mtu = mtu });
        foreach (var port in link.Kind == Bond.Kind.Name ? PortsOf(link) : [])
            ChangeMtu(port, mtu);
        foreach (var vlan in On(link))
            if (vlan.Mtu > mtu)
                ChangeMtu(vlan, mtu);
        if (Observed.Link(link.MasterIndex) is { } master && master.Kind == Bridge.Kind.Name)
            FollowPorts(master);
    }

    private void FollowPorts(LinkStatus bridge)
    {
        if (!_ofGivenMtu.Contains(bridge.Index))
            ChangeMtu(bridge, PortsOf(bridge).Select(port => port.Mtu).DefaultIfEmpty(1500u).Min());
    }

    private bool IsBond(int index) => Observed.Link(index)?.Kind == Bond.Kind.Name;
}
