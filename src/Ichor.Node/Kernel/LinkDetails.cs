using Ichor.Netlink;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using Ichor.Network;
using Ichor.Node.State;

namespace Ichor.Node.Kernel;

/// <summary>
/// What of links is told over generic netlink only: tunnels and the settings of NICs. It is read when a link appears and
/// after it was set; tunnels also now and then, because the kernel notifies of nothing in them.
/// </summary>
internal sealed class LinkDetails : IDisposable
{
    private readonly HashSet<int> _due = [];

    /// <param name="now">Time since boot.</param>
    /// <param name="memory">Where the next life of the process finds what this one has set.</param>
    /// <param name="open">Opens the socket, where it is not the kernel's.</param>
    public LinkDetails(Func<TimeSpan> now, StateFolder? memory = null, Func<NetlinkSocket>? open = null)
    {
        Generic = new GenericSocket(Remarks, open);
        Tunnels = new WireGuardTunnels(Generic, now, memory);
        Ethernet = new EthernetDevices(Generic);
    }

    public KernelRemarks Remarks { get; } = new();

    public GenericSocket Generic { get; }

    public WireGuardTunnels Tunnels { get; }

    public EthernetDevices Ethernet { get; }

    public void Dispose()
    {
        Ethernet.Dispose();
        Generic.Dispose();
    }

    /// <summary>The link is to be read (again).</summary>
    public void Touch(int link) => _due.Add(link);

    /// <summary>A notification of a link came in. A tunnel gets and loses its port with being up; a NIC its speed with carrier.</summary>
    /// <param name="known">As it was before; null for a new one.</param>
    /// <param name="link">As it is.</param>
    public void Notified(LinkStatus? known, LinkStatus link)
    {
        if (IsTunnel(link) && (known?.WireGuard is null || known.Up != link.Up)
            || link.IsPhysical && (known is null || known.Carrier != link.Carrier))
            Touch(link.Index);
    }

    public void Forget(int link)
    {
        _due.Remove(link);
        Tunnels.Forget(link);
        Ethernet.Forget(link);
    }

    /// <summary>Reads what is due; true when the mirror differs afterwards.</summary>
    public bool Read(Observed observed)
    {
        if (_due.Count == 0)
            return false;
        var changed = false;
        foreach (var index in _due.Order().ToList())
        {
            _due.Remove(index);
            if (observed.Link(index) is { } link)
                changed |= observed.Put(ReadOrKeep(link));
        }
        return changed;
    }

    public static bool IsTunnel(LinkStatus link) => link.Kind == WireGuard.Kind.Name;

    /// <summary>An LACP bond or a port of one. Of their partners the kernel tells only by the way.</summary>
    public static bool IsLacp(LinkStatus link) => link.Bond?.Aggregator is not null || link.BondPort?.Aggregator is not null;

    /// <summary>An answer that cannot be read leaves that link as it was known, and no other.</summary>
    private LinkStatus ReadOrKeep(LinkStatus link)
    {
        try
        {
            return Read(link);
        }
        catch (NetlinkFormatException e)
        {
            Remarks.Tell($"what the kernel says of {link.Name} cannot be read: {e.Message}");
            return link;
        }
    }

    private LinkStatus Read(LinkStatus link)
    {
        var target = new LinkTarget(link.Index, link.Name);
        if (IsTunnel(link))
            return Tunnels.Read(target) is { } tunnel ? link with { WireGuard = tunnel } : link;
        return link.IsPhysical && Ethernet.Read(target) is { } settings ? link with { Ethernet = settings } : link;
    }
}
