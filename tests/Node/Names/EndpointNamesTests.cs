using System.Net;
using Ichor.Network;
using Ichor.Node.Names;
using Ichor.Node.Tests.Operators;

namespace Ichor.Node.Tests.Names;

public sealed class EndpointNamesTests : IDisposable
{
    private static readonly IPAddress Own = IPAddress.Parse("10.0.0.5");

    private readonly HandTimers _time = new();
    private readonly Dictionary<string, string> _zone = [];
    private readonly List<string> _asked = [];
    private readonly EndpointNames _names;
    private string _known = "";

    public EndpointNamesTests() => _names = new EndpointNames(LookUp, _time.Arm, () => _time.Now,
        known => _known = string.Join(' ', known.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));

    public void Dispose() => _names.Dispose();

    private void LookUp(string name, Action<IReadOnlyList<IPAddress>, string?> done)
    {
        _asked.Add(name);
        if (_zone.TryGetValue(name, out var addresses))
            done([.. addresses.Split(' ').Select(IPAddress.Parse)], null);
        else
            done([], "no such name");
    }

    private void Want(IPAddress? own, params WantedName[] names) => _names.Apply(names, own);

    private static WantedName Name(string name, bool silent = false) => new(name, silent);

    [Fact]
    public void Nobody_is_asked_before_there_is_a_network()
    {
        _zone["a.example"] = "192.0.2.1";

        Want(null, Name("a.example"));
        _time.Advance(3600);
        Assert.Empty(_asked);

        Want(Own, Name("a.example"));
        Assert.Equal("a.example=192.0.2.1", _known);
    }

    [Fact]
    public void A_known_name_is_asked_again_after_minutes_and_not_before()
    {
        _zone["a.example"] = "192.0.2.1";
        Want(Own, Name("a.example"));

        _zone["a.example"] = "192.0.2.2";
        for (var pass = 0; pass < 100; pass++)
            Want(Own, Name("a.example"));
        Assert.Single(_asked);

        _time.Advance(601);
        Assert.Equal("a.example=192.0.2.2", _known);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public void The_address_in_use_stays_as_long_as_the_name_still_has_it()
    {
        _zone["a.example"] = "192.0.2.1 192.0.2.2";
        Want(Own, Name("a.example"));

        _zone["a.example"] = "192.0.2.2 192.0.2.1";
        _time.Advance(601);

        Assert.Equal("a.example=192.0.2.1", _known);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public void A_peer_that_falls_silent_is_a_reason_to_ask_at_once_and_to_try_its_next_address()
    {
        _zone["a.example"] = "192.0.2.1 192.0.2.2";
        Want(Own, Name("a.example"));

        Want(Own, Name("a.example", silent: true));

        Assert.Equal("a.example=192.0.2.2", _known);
    }

    [Fact]
    public void While_it_stays_silent_the_pauses_grow_to_a_minute()
    {
        _zone["a.example"] = "192.0.2.1";
        Want(Own, Name("a.example", silent: true));
        _asked.Clear();

        _time.Advance(63);
        Assert.Equal(6, _asked.Count);      // after 1, 2, 4, 8, 16 and 32 seconds
        _time.Advance(600);
        Assert.Equal(16, _asked.Count);
    }

    [Fact]
    public void A_name_that_nobody_knows_is_tried_again_and_told()
    {
        Want(Own, Name("a.example"));
        Assert.Equal("hostname a.example Waiting for an address of this name: no such name",
            Assert.Single(_names.Conditions.Select(condition => $"{condition.Object} {condition.State} {condition.Reason}")));

        _zone["a.example"] = "192.0.2.1";
        _time.Advance(1);

        Assert.Equal("a.example=192.0.2.1", _known);
        Assert.Empty(_names.Conditions);
    }

    [Fact]
    public void Another_network_is_a_reason_to_ask_for_what_is_unknown()
    {
        Want(Own, Name("a.example"));
        _time.Advance(100);
        _asked.Clear();
        _zone["a.example"] = "192.0.2.1";

        Want(IPAddress.Parse("10.9.9.9"), Name("a.example"));

        Assert.Equal("a.example=192.0.2.1", _known);
    }

    [Fact]
    public void A_name_that_is_no_longer_wanted_is_forgotten()
    {
        _zone["a.example"] = "192.0.2.1";
        _zone["b.example"] = "2001:db8::1";
        Want(Own, Name("a.example"), Name("b.example"));
        Assert.Equal("a.example=192.0.2.1 b.example=2001:db8::1", _known);

        Want(Own, Name("b.example"));

        Assert.Equal("b.example=2001:db8::1", _known);
        _asked.Clear();
        _time.Advance(601);
        Assert.Equal(["b.example"], _asked);
    }
}
