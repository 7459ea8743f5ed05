using System.Globalization;
using System.Text.RegularExpressions;
using Ichor.Netlink.Generic;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using static Ichor.Netlink.Tests.NetworkNamespace;

namespace Ichor.Netlink.Tests.Generic;

/// <summary>Driver settings of a veth pair in the running kernel, with ethtool(8) as the witness.</summary>
[Trait("Category", "Root")]
public partial class EthtoolKernelTests
{
    private static readonly LinkName s_v0 = LinkName.Parse("v0");

    [GeneratedRegex(@"^\s*(?<name>[a-z0-9-]+): (?<state>on|off)(?<fixed> \[fixed\])?", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Feature();

    private static void WithPair(Action<NetlinkSocket, GenericFamily, LinkTarget> test) => Run(() =>
    {
        Requirement.Met(File.Exists("/usr/sbin/ethtool"), "ethtool is not installed");
        Ip("link add v0 type veth peer name v1");
        Ip("link set v0 up");
        Ip("link set v1 up");
        using var route = NetlinkSocket.Open(NetlinkProtocol.Route);
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Generic);
        var (family, error) = GenericFamily.Find(socket, EthtoolRequests.FamilyName);
        Assert.SkipUnless(error is null, $"this kernel has no ethtool netlink ({error})");
        test(socket, family!, new LinkTarget(RouteTables.Links(route).Links.Single(link => link.Name == s_v0).Index, s_v0));
    });

    [Fact]
    public void The_family_has_a_number_and_a_group_that_can_be_joined() => WithPair((socket, family, v0) =>
    {
        using var monitor = NetlinkSocket.Open(NetlinkProtocol.Generic);
        monitor.Join((int)family.FindGroup("monitor")!.Value);
        Assert.Null(socket.Execute(EthtoolRequests.SetFeatures(family, v0, ("rx-gro", true)))?.ToString());

        var replies = new List<NetlinkReply>();
        Assert.Equal(ReceiveResult.Messages, monitor.Receive(replies));
        Assert.All(replies, reply => Assert.Equal(family.Id, reply.Type));
        Assert.Null(family.FindGroup("absent"));
    });

    [Fact]
    public void A_family_that_the_kernel_does_not_know_is_named() => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Generic);
        var (family, error) = GenericFamily.Find(socket, "no-such-family");
        Assert.Null(family);
        Assert.Equal("find netlink family no-such-family: ENOENT", error!.ToString());
    });

    [Fact]
    public void Features_are_those_that_ethtool_shows() => WithPair((socket, family, v0) =>
    {
        var (features, error) = EthtoolTables.Features(socket, family, v0);
        Assert.Null(error);
        var shown = Feature().Matches(Tool("ethtool", "-k v0")).ToDictionary(match => match.Groups["name"].Value, StringComparer.Ordinal);
        var known = features[0].Features.Where(feature => shown.ContainsKey(feature.Name)).ToList();
        Assert.True(known.Count > 30);
        Assert.All(known, feature =>
        {
            var match = shown[feature.Name];
            Assert.Equal(match.Groups["state"].Value == "on", feature.IsActive);
            Assert.Equal(match.Groups["fixed"].Success, !feature.CanChange);
        });
    });

    [Fact]
    public void Features_are_switched_by_name() => WithPair((socket, family, v0) =>
    {
        Assert.Null(socket.Execute(EthtoolRequests.SetFeatures(family, v0, ("rx-gro", true), ("tx-tcp-segmentation", false)))?.ToString());
        Assert.Contains("generic-receive-offload: on", Tool("ethtool", "-k v0"), StringComparison.Ordinal);
        var features = EthtoolTables.Features(socket, family, v0).Features[0];
        Assert.Equal(new EthtoolFeature("tx-tcp-segmentation", IsActive: false, IsWanted: false, CanChange: true), features.Find("tx-tcp-segmentation"));
        Assert.True(features.Find("rx-gro")!.Value.IsActive);
        Assert.Equal("set features rx-grow=on on v0: EOPNOTSUPP (bit name not found)",
            socket.Execute(EthtoolRequests.SetFeatures(family, v0, ("rx-grow", true)))!.ToString());
    });

    [Fact]
    public void Channels_are_read_and_set() => WithPair((socket, family, v0) =>
    {
        var (channels, error) = EthtoolTables.Channels(socket, family, v0);
        Assert.Null(error);
        var most = channels[0].Maxima.Get(EthtoolChannels.RxMaximum);
        Assert.Contains($"RX:\t\t{most.ToString(CultureInfo.InvariantCulture)}", Tool("ethtool", "-l v0"), StringComparison.Ordinal);
        Assert.Null(socket.Execute(EthtoolRequests.SetChannels(family, v0, LinkSettings.Empty.With(EthtoolChannels.Rx, 1u)))?.ToString());
        Assert.Equal(1u, EthtoolTables.Channels(socket, family, v0).Channels[0].Settings.Get(EthtoolChannels.Rx));

        var refused = socket.Execute(EthtoolRequests.SetChannels(family, v0, LinkSettings.Empty.With(EthtoolChannels.Rx, most + 1)))!;
        Assert.Equal($"set channels rx={most + 1} on v0: EINVAL (requested channel count exceeds maximum)", refused.ToString());
    });

    [Fact]
    public void What_a_driver_cannot_do_is_an_error_of_one_link_and_left_out_of_all() => WithPair((socket, family, v0) =>
    {
        Assert.Equal("read rings of v0: EOPNOTSUPP", EthtoolTables.Rings(socket, family, v0).Error!.ToString());
        Assert.Equal("read wake-on-LAN of v0: EOPNOTSUPP", EthtoolTables.WakeOnLan(socket, family, v0).Error!.ToString());
        var (rings, error) = EthtoolTables.Rings(socket, family);
        Assert.Null(error);
        Assert.DoesNotContain(rings, one => one.Index == v0.Index);
        Assert.StartsWith("set rings rx=256 tx-push=true on v0: EOPNOTSUPP", socket.Execute(EthtoolRequests.SetRings(family, v0,
            LinkSettings.Empty.With(EthtoolRings.Rx, 256u).With(EthtoolRings.TxPush, true)))!.ToString(), StringComparison.Ordinal);
        Assert.Equal("EOPNOTSUPP", socket.Execute(EthtoolRequests.SetWakeOnLan(family, v0, "magic"))!.Name);
    });

    [Fact]
    public void The_medium_of_one_link_and_of_all() => WithPair((socket, family, v0) =>
    {
        var (links, error) = EthtoolTables.Links(socket, family);
        Assert.Null(error);
        var expected = new EthtoolLink
        {
            Index = v0.Index,
            Port = EthtoolPort.TwistedPair,
            Speed = 10_000,
            Duplex = EthtoolDuplex.Full,
            AutoNegotiation = false,
            HasLink = true,
        };
        Assert.Equal(expected, links.Single(link => link.Index == v0.Index));
        Assert.Equal(3, links.Count);                       // with lo and v1
        Assert.Equal([expected], EthtoolTables.Links(socket, family, v0).Links);
    });
}
