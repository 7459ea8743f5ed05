using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Node.Kernel;

namespace Ichor.Node.Tests.Kernel;

/// <summary>Notifications and requests have the same structures: what the filter does to them is tried on a socket of another family.</summary>
public sealed unsafe class RouteFilterTests
{
    private static RouteMessage Route(uint table) => new() { Destination = IpPrefix.Parse("192.0.2.0/24"), OutIndex = 5, Table = table };

    private static readonly (string What, NetlinkMessage Message, bool IsTold)[] Messages =
    [
        ("a new route", RouteRequests.Add(Route(RouteTable.Main)), true),
        ("a new route of a VRF", RouteRequests.Add(Route(1000)), true),
        ("a new local route", RouteRequests.Add(Route(RouteTable.Local)), false),
        ("a route that goes", RouteRequests.Delete(Route(RouteTable.Main)), true),
        ("a local route that goes", RouteRequests.Delete(Route(RouteTable.Local)), false),
        ("an address", AddressRequests.Add(new() { Index = 255, Address = InterfaceAddress.Parse("192.0.2.1/24") }, LinkName.Parse("v0")), true),
        ("a link", LinkRequests.SetUp(new(255, LinkName.Parse("v0")), up: true), true),
        ("a rule for the local table", RuleRequests.Add(new() { Family = System.Net.Sockets.AddressFamily.InterNetwork, Priority = 7, Table = RouteTable.Local, Action = 1 }), true),
    ];

    [Fact]
    public void Routes_of_the_local_table_are_not_told_of_and_everything_else_is()
    {
        var pair = stackalloc int[2];
        Libc.Check(Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0, pair), "socketpair");
        try
        {
            RouteFilter.Attach(pair[1]);
            var buffer = new byte[4096];
            foreach (var (what, message, isTold) in Messages)
            {
                var bytes = message.ToBytes();
                fixed (byte* start = bytes)
                    _ = Libc.Send(pair[0], start, (nuint)bytes.Length, Libc.MSG_DONTWAIT);
                fixed (byte* start = buffer)
                    Assert.True(Libc.RecvFrom(pair[1], start, (nuint)buffer.Length, Libc.MSG_DONTWAIT, null, null) >= 0 == isTold, what);
            }
        }
        finally
        {
            Libc.Close(pair[0]);
            Libc.Close(pair[1]);
        }
    }
}
