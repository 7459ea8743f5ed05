using System.Globalization;
using System.Net;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>Brings a link that exists into line: settings, addresses of its hardware, size, membership, being up.</summary>
internal static class LinkAdjustment
{
    public static Decision Decide(LinkSpec desired, LinkStatus present, LinkView view, IReadOnlyDictionary<string, IPAddress> names)
    {
        var steps = new LinkSteps();
        if (desired.Kind is { } kind && SettingChanges.Of(desired, present, view) is { IsEmpty: false } changed)
            AddSettings(steps, kind, changed, present, view);
        if (desired.WireGuard is { } tunnel)
            WireGuardDecisions.AddTo(steps, tunnel, present, names);
        if (desired.Ethernet is { } ethernet)
            EthernetDecisions.AddTo(steps, ethernet, present);
        AddAlias(steps, desired, present, view);
        AddHardwareAddress(steps, desired, present, view);
        AddMtu(steps, desired, present, view);
        if ((desired.Multicast ?? DefaultMulticast(present, view)) is { } multicast && multicast != present.Multicast)
            steps.Add(new SetMulticast(present.Index, present.Name, multicast));
        AddMembership(steps, desired, present, view);
        AddUp(steps, desired, present, view);
        return steps.Decide();
    }

    public static bool IsPortOfOurs(LinkStatus present, LinkView view) =>
        present.MasterIndex != 0 && view.Observed.Link(present.MasterIndex) is { IsOurs: true };

    /// <summary>
    /// Some settings of a bond are refused while it is up or has ports. It then goes down and lets its ports go; the
    /// pass after that finds ports without their master and puts them back, so that an interrupted change heals as well.
    /// </summary>
    private static void AddSettings(LinkSteps steps, LinkKind kind, LinkSettings changed, LinkStatus present, LinkView view)
    {
        var strictest = changed.Entries.Max(entry => entry.Setting.Change);
        if (strictest >= SettingChange.LinkDown && present.Up)
            steps.Add(new SetUp(present.Index, present.Name, Up: false, Phase.Settings));
        if (strictest >= SettingChange.LinkDownWithoutPorts)
            foreach (var port in view.PortsOf(present))
                steps.Add(new SetMaster(port.Index, port.Name, Master: null, Phase.Settings));
        steps.Add(new SetLinkSettings(present.Index, present.Name, kind, changed));
    }

    /// <summary>
    /// An alias that nobody wishes is taken from our own links, and from any link when the config gives it to another: of two
    /// links that answer to one name, one is a lie. Other aliases of devices may be anybody's.
    /// </summary>
    private static void AddAlias(LinkSteps steps, LinkSpec desired, LinkStatus present, LinkView view)
    {
        var wished = desired.Alias ?? (present.Alias.Length > 0 && (present.IsOurs || view.IsAliasGivenOut(present.Alias)) ? "" : null);
        if (wished is not null && wished != present.Alias)
            steps.Add(new SetAlias(present.Index, present.Name, wished));
    }

    /// <summary>
    /// A port of a bond has the address that its bond gives it; and a bond that has the address of its port in use takes no
    /// other, but says that it did (bond_set_mac_address of drivers/net/bonding/bond_main.c).
    /// </summary>
    private static void AddHardwareAddress(LinkSteps steps, LinkSpec desired, LinkStatus present, LinkView view)
    {
        var isBondPort = present.MasterIndex != 0 && view.Observed.Link(present.MasterIndex)?.Kind == Bond.Kind.Name;
        var followsPort = present.Settings.Get(Bond.Mode) == BondMode.ActiveBackup && present.Settings.Get(Bond.FailOverMac) != FailOverMac.None;
        if (desired.HardwareAddress is { } mac && mac != present.Address && !isBondPort && !followsPort)
            steps.Add(new SetHardwareAddress(present.Index, present.Name, mac));
    }

    private static void AddMtu(LinkSteps steps, LinkSpec desired, LinkStatus present, LinkView view)
    {
        if ((desired.Mtu ?? DefaultMtu(present, view)) is not { } mtu || mtu == present.Mtu)
            return;
        if (desired.Parent is { } parentName && present.Kind == Vlan.Kind.Name && view.Observed.Link(parentName) is { } parent && MtuToBe(parent, view) is var most && mtu > most)
        {
            var limit = string.Create(CultureInfo.InvariantCulture, $"its parent {parentName} has MTU {most}, and a VLAN cannot have {mtu} on that");
            if (view.Wish(parentName)?.Mtu >= mtu)
                steps.Wait($"{parentName} to grow: {limit}");
            else
                steps.Refuse($"{limit}: give {parentName} at least that");
            return;
        }
        steps.Add(new SetMtu(present.Index, present.Name, mtu));
    }

    /// <summary>
    /// The size that a virtual link of ours has when nobody asks for another. That of a device is its driver's choice, and
    /// unknown once it was changed: it stays until the link appears anew. A bridge follows its ports by itself.
    /// </summary>
    private static uint? DefaultMtu(LinkStatus present, LinkView view) => present.IsOurs
        ? present.Kind switch
        {
            "vlan" => view.Observed.Link(present.ParentIndex) is { Mtu: > 0 } parent ? MtuToBe(parent, view) : null,
            "bond" or "dummy" or "veth" => 1500,    // ETH_DATA_LEN
            "wireguard" => 1420,                    // drivers/net/wireguard/device.c: ETH_DATA_LEN less its headers over IPv6
            "vrf" => 65575,                         // IP6_MAX_MTU
            _ => null,
        }
        : null;

    /// <summary>What a VLAN on a link can have in this pass: the link may be about to shrink, and grows before its VLANs do.</summary>
    private static uint MtuToBe(LinkStatus parent, LinkView view) => Math.Min(parent.Mtu, view.Wish(parent.Name)?.Mtu ?? uint.MaxValue);

    /// <summary>
    /// What the drivers begin with (ether_setup, dummy_setup of drivers/net/dummy.c, wg_setup). A VLAN begins with the flag of what it is
    /// on (vlan_dev_init); what that is to have counts, and not what somebody has made of it for a moment.
    /// </summary>
    private static bool? DefaultMulticast(LinkStatus present, LinkView view) => !present.IsOurs ? null : present.Kind switch
    {
        "vlan" => view.Observed.Link(present.ParentIndex) is { } parent ? view.Wish(parent.Name)?.Multicast ?? DefaultMulticast(parent, view) : null,
        "bond" or "bridge" or "veth" => true,
        "dummy" or "wireguard" => false,
        _ => null,
    };

    private static void AddMembership(LinkSteps steps, LinkSpec desired, LinkStatus present, LinkView view)
    {
        if (desired.Master is not { } masterName)
        {
            if (IsPortOfOurs(present, view))
                steps.Add(new SetMaster(present.Index, present.Name, Master: null));
            return;
        }
        if (view.Observed.Link(masterName) is not { } master)
        {
            steps.Wait($"master {masterName} to appear");
            return;
        }
        if (present.MasterIndex == master.Index)
            return;
        if (view.Wish(masterName)?.Kind is { } kind && (kind.Stacking != Stacking.Master || !view.IsOurs(master)))
        {
            steps.Refuse(kind.Stacking == Stacking.Master ? $"the {kind} {masterName} that is there is not ours" : $"its master {masterName} is to be a {kind}, which takes no ports");
            return;
        }
        if (present.MasterIndex != 0 && view.Observed.Link(present.MasterIndex) is { IsOurs: false } holder)
        {
            steps.Refuse($"it is a port of {holder.Name}, which is not ours: it has to be freed there first");
            return;
        }
        // The bonding driver wants its ports down, and brings them up itself.
        if (present.Up && master.Kind == Bond.Kind.Name)
            steps.Add(new SetUp(present.Index, present.Name, Up: false, Phase.Membership));
        steps.Add(new SetMaster(present.Index, present.Name, masterName));
    }

    private static void AddUp(LinkSteps steps, LinkSpec desired, LinkStatus present, LinkView view)
    {
        // A port that has to wait for its master stays down: the master wants it so.
        if (desired.Master is { } master && view.Observed.Link(master) is null)
            return;
        var isUp = present.Up;
        var isEnslaved = false;
        foreach (var step in steps.Steps)
            if (step is SetUp set)
                isUp = set.Up;
            else if (step is SetMaster { Master: not null })
                isEnslaved = true;
        // What had to go down for a change comes up again, whoever wanted it up; and a bond opens each new port.
        var up = desired.Up ?? present.Up;
        if (up == isUp && !isEnslaved)
            return;
        if (up && present.Kind == Vlan.Kind.Name && view.Observed.Link(present.ParentIndex) is { Up: false } parent)
            steps.Wait($"parent link {parent.Name} to be up");
        else
            steps.Add(new SetUp(present.Index, present.Name, up));
    }
}
