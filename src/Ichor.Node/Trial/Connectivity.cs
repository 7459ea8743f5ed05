using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ichor.Network;

namespace Ichor.Node.Trial;

/// <summary>
/// What a config must not take away: the facts of readiness, and that a gateway answers. Nothing is asked of hosts beyond the
/// gateway: whether those answer is not this machine's config alone.
/// </summary>
/// <param name="Address">An address that others can reach, on a link that carries packets.</param>
/// <param name="Route4">An IPv4 default route over a link that carries packets.</param>
/// <param name="Route6">The same for IPv6.</param>
/// <param name="Gateway4">One of these routes has a gateway that answers ARP, or needs none.</param>
/// <param name="Gateway6">The same for IPv6 and neighbour discovery.</param>
internal sealed record Connectivity(bool Address, bool Route4, bool Route6, bool Gateway4, bool Gateway6)
{
    /// <summary>Nothing: whatever comes, nothing of it is gone.</summary>
    public static Connectivity None { get; } = new(false, false, false, false, false);

    public static Connectivity Of(Observed observed, Func<Gateway, bool> answers)
    {
        var routes = DefaultRoutes(observed).ToList();
        bool Any(AddressFamily family, Func<RouteStatus, bool> fits) => routes.Exists(route => FamilyOf(route) == family && fits(route));
        bool Answers(RouteStatus route) => route.Gateway is not { } gateway || answers(new(route.LinkIndex, gateway));
        return new(
            observed.Addresses.Any(address => address.Scope == 0 && observed.Link(address.LinkIndex) is { IsOperational: true, IsLoopback: false }),
            Any(AddressFamily.InterNetwork, _ => true),
            Any(AddressFamily.InterNetworkV6, _ => true),
            Any(AddressFamily.InterNetwork, Answers),
            Any(AddressFamily.InterNetworkV6, Answers));
    }

    /// <summary>The gateways of the default routes over links that carry packets.</summary>
    public static IEnumerable<Gateway> Gateways(Observed observed) =>
        DefaultRoutes(observed).Where(route => route.Gateway is not null).Select(route => new Gateway(route.LinkIndex, route.Gateway!)).Distinct();

    /// <summary>What was there before and is gone, in words; null when nothing is.</summary>
    public string? LostSince(Connectivity before)
    {
        List<string> lost = [];
        void Check(bool was, bool isThere, string what)
        {
            if (was && !isThere)
                lost.Add(what);
        }
        Check(before.Address, Address, "no address on a link that carries packets");
        Check(before.Route4, Route4, "no IPv4 default route");
        Check(before.Route6, Route6, "no IPv6 default route");
        Check(before.Gateway4, Gateway4 || !Route4, "the IPv4 gateway does not answer");
        Check(before.Gateway6, Gateway6 || !Route6, "the IPv6 gateway does not answer");
        return lost.Count == 0 ? null : string.Join(", ", lost);
    }

    /// <summary>As a file has it, for the next life of the node process.</summary>
    public string ToText() => string.Concat(new[] { Address, Route4, Route6, Gateway4, Gateway6 }.Select(fact => fact ? '1' : '0'));

    public static Connectivity FromText(string text) => text.Length == 5
        ? new(text[0] == '1', text[1] == '1', text[2] == '1', text[3] == '1', text[4] == '1')
        : None;

    private static IEnumerable<RouteStatus> DefaultRoutes(Observed observed) => observed.DefaultRoutes.Where(route =>
        route.Table == RouteSpec.MainTable && observed.Link(route.LinkIndex) is { IsOperational: true, IsLoopback: false });

    private static AddressFamily FamilyOf(RouteStatus route) => route.Destination.Address.AddressFamily;
}

/// <summary>A neighbour that packets for the rest of the world are sent to.</summary>
internal readonly record struct Gateway(int LinkIndex, IPAddress Address)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address} on link {LinkIndex}");
}
