using System.Net;
using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;
using Ichor.Node.Kernel;

namespace Ichor.Node.Tests.Kernel;

/// <summary>What replacements take out of the mirror. Routes are called by the last number of their gateway; <c>M</c> has several.</summary>
public class ReplacedRoutesTests
{
    private readonly ReplacedRoutes _replaced = new();
    private readonly List<RouteMessage> _mirror = [];

    private static RouteMessage Route(char name, uint metric = 50) => new()
    {
        Destination = IpPrefix.Parse("198.51.100.0/24"),
        Priority = metric,
        Gateway = name == 'M' ? null : IPAddress.Parse($"10.0.0.{name}"),
        OutIndex = name == 'M' ? null : 2,
        NextHops = name == 'M' ? new([new(IPAddress.Parse("10.0.0.8"), 2), new(IPAddress.Parse("10.0.0.9"), 2)]) : new(),
    };

    /// <summary>Events: <c>+1</c> a new route, <c>=1</c> a replacement, <c>-1</c> one that went.</summary>
    [Theory]
    [InlineData("1", "=2", "1")]
    [InlineData("1", "=2 =3", "1 2")]
    [InlineData("1", "=2 =1", "2")]
    [InlineData("1", "=2 -2", "1")]
    [InlineData("1", "+2", "")]
    [InlineData("", "=1", "")]
    [InlineData("M", "=1", "")]
    [InlineData("M", "=M", "")]
    [InlineData("1", "=M", "1")]
    [InlineData("M", "=1 =M", "list")]
    [InlineData("1 2", "=3", "list")]           // one of the two
    [InlineData("1", "=2 -2 +1", "list")]       // the first is back
    [InlineData("M 1", "=2", "list")]           // either
    [InlineData("M 1", "=M", "list")]
    public void What_was_replaced_goes_unless_several_could_be_meant(string before, string events, string gone)
    {
        _replaced.Listed(Split(before).Select(name => Route(name[0])));
        _mirror.AddRange(Split(before).Select(name => Route(name[0])).Append(Route('7', metric: 51)));

        foreach (var what in Split(events))
            Take(what[0], Route(what[1]));

        Assert.Equal(gone, _replaced.TakeGone(Mirrored()) is { } routes ? string.Join(' ', routes.Select(route => $"{route.Gateway}"[^1..]).Order()) : "list");
        Assert.Equal([], _replaced.TakeGone(Mirrored()));
    }

    [Fact]
    public void A_daemon_that_goes_from_one_hop_to_several_and_back_needs_no_listing()
    {
        _replaced.Listed([Route('1')]);
        _mirror.Add(Route('1'));
        foreach (var name in "M1M2M1")
        {
            Take('=', Route(name));
            foreach (var gone in _replaced.TakeGone(Mirrored())!)
                _mirror.RemoveAll(route => Equals(route.Gateway, gone.Gateway));
        }
        Assert.Equal(["10.0.0.1"], Mirrored().Select(route => $"{route.Gateway}"));
    }

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private void Take(char what, RouteMessage route)
    {
        if (what == '-')
        {
            _replaced.Gone(route);
            _mirror.Remove(route);
            return;
        }
        _replaced.Changed(route, isReplacement: what == '=');
        if (!_mirror.Contains(route))
            _mirror.Add(route);
    }

    private List<RouteStatus> Mirrored() => [.. _mirror.Where(KernelStatuses.Concerns).Select(KernelStatuses.Of)];
}
