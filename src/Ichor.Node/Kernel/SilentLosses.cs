using System.Net;
using System.Net.Sockets;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>
/// Collects the occasions on which the kernel drops or changes routes without a notification, and tells whether they concern
/// any route that is there: only then the routes have to be listed again.
/// </summary>
internal sealed class SilentLosses
{
    private readonly HashSet<int> _down = [];
    private readonly HashSet<int> _withoutAddress = [];
    private readonly HashSet<IPAddress> _sources = [];

    /// <summary>IPv4 routes go with their link's being up (fib_disable_ip, net/ipv4/fib_frontend.c).</summary>
    public void WentDown(int link) => _down.Add(link);

    /// <summary>
    /// IPv4 routes go with the last address of their link, and with the address that is their source (fib_inetaddr_event and
    /// fib_sync_down_addr, net/ipv4); IPv6 routes lose their source (fib6_remove_prefsrc, net/ipv6/route.c).
    /// </summary>
    public void LostAddress(AddressStatus address)
    {
        _sources.Add(address.Address.Address);
        if (address.Address.Address.AddressFamily == AddressFamily.InterNetwork)
            _withoutAddress.Add(address.LinkIndex);
    }

    /// <summary>One look at the routes for all that was collected, which is forgotten.</summary>
    public bool Concern(IReadOnlyCollection<RouteStatus> routes)
    {
        var concerned = (_down.Count > 0 || _sources.Count > 0) && routes.Any(IsConcerned);
        _down.Clear();
        _withoutAddress.Clear();
        _sources.Clear();
        return concerned;
    }

    /// <summary>
    /// Asked when all notifications are in: of the routes that the kernel makes for addresses itself it tells when their address
    /// goes, but not when their link goes down, or when another address of the subnet takes their place.
    /// </summary>
    private bool IsConcerned(RouteStatus route) =>
        route.Source is { } source && _sources.Contains(source)
        || route.Destination.Family == AddressFamily.InterNetwork
            && (_down.Contains(route.LinkIndex) || route.Protocol != RouteProtocol.Kernel && _withoutAddress.Contains(route.LinkIndex));
}
