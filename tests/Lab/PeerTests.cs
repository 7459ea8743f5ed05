using System.Net;
using Ichor.Lab.Peers;
using Ichor.Lab.Switching;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Ntp;

namespace Ichor.Lab.Tests;

/// <summary>Real software at a TAP device, asked by frames made here.</summary>
[Trait("Category", "Root")]
public sealed class PeerTests
{
    [Fact]
    public async Task A_peer_answers_ping_through_its_tap_device()
    {
        Needs.Peer();
        await using var lab = new Laboratory("peer");
        var lan = lab.Network("lan").WithHost("10.9.0.2");
        await lan.PeerAsync("10.9.0.1/24");

        await lan.PingsAsync(IPAddress.Parse("10.9.0.1"));
    }

    [Fact]
    public async Task Dnsmasq_offers_what_it_was_told()
    {
        Needs.Peer("dnsmasq");
        await using var lab = new Laboratory("peer-dnsmasq");
        var lan = lab.Network("lan");
        var asker = lan.Switch.Attach(new TestPort("asker", 9));
        var peer = await lan.PeerAsync("10.9.0.1/24");
        await peer.StartDnsmasqAsync(new DnsmasqSettings
        {
            Mtu = 1400,
            Routes = [("192.168.7.0/24", IPAddress.Parse("10.9.0.254"))],
            Hosts = [(asker.Mac.ToString(), "amber", IPAddress.Parse("10.9.0.77"))],
        });

        asker.Send(DhcpFrame.FromClient(new DhcpMessage
        {
            Type = DhcpMessageType.Discover,
            Xid = 7,
            Chaddr = asker.Mac,
            Options = DhcpOptionSet.Empty.With(DhcpOptions.ParameterRequestList, [3, 6, 12, 15, 26, 42, 121]),
        }));
        var frame = await lan.SeesAsync(frame => OfferIn(frame) is not null, 5.Seconds, "an offer");
        var offer = OfferIn(frame)!;

        Assert.Equal(IPAddress.Parse("10.9.0.77"), offer.Yiaddr);
        Assert.Equal("amber lab.test 1400 10.9.0.1 10.9.0.1 192.168.7.0/24 via 10.9.0.254", string.Join(' ',
            Text(offer, DhcpOptions.HostName), Text(offer, DhcpOptions.Domain), Text(offer, DhcpOptions.InterfaceMtu),
            First(offer, DhcpOptions.NameServers), First(offer, DhcpOptions.TimeServers), First(offer, DhcpOptions.ClasslessRoutes)));
    }

    [Fact]
    public async Task Chronyd_tells_the_time()
    {
        Needs.Peer("chronyd");
        await using var lab = new Laboratory("peer-chronyd");
        var lan = lab.Network("lan").WithHost("10.9.0.2");
        var peer = await lan.PeerAsync("10.9.0.1/24");
        await peer.StartChronydAsync(stratum: 5);
        var answered = new TaskCompletionSource<NtpPacket>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = new NtpPacket { Version = 4, Mode = NtpMode.Client, Transmit = NtpTimestamp.FromUtc(DateTime.UtcNow) };
        lan.Host.OnUdp(12345, arrival => answered.TrySetResult(NtpPacket.TryParse(arrival.Payload, out var reply, out _) ? reply : asking));

        lan.Host.SendUdp(await lan.Host.ResolveAsync(peer.Address), 12345, new(peer.Address, 123), asking.ToBytes());
        var answer = await answered.Task.WaitAsync(5.Seconds, TestContext.Current.CancellationToken);

        Assert.Equal((byte)5, answer.Stratum);
        Assert.Equal(asking.Transmit, answer.Origin);
    }

    [Theory]
    [InlineData("nslookup gateway.lab.test 10.9.0.1", "Address: 10.9.0.1")]
    [InlineData("nslookup other.lab.test 10.9.0.1", "can't find other.lab.test: NXDOMAIN")]
    [InlineData("wget -qO- http://10.9.0.1/config.yaml", "version: v1alpha1")]
    [InlineData("wget -qO- http://10.9.0.1/other", "404 Not Found")]
    public async Task Names_and_files_of_the_laboratory_are_understood_by_busybox(string command, string says)
    {
        Needs.Peer("busybox");
        await using var lab = new Laboratory("peer-busybox");
        var lan = lab.Network("lan").WithDhcp("10.9.0.0/24");
        lan.Serves("/config.yaml", "version: v1alpha1\n");
        var peer = await lan.PeerAsync("10.9.0.200/24");

        await peer.StartAsync("busybox", command.Split(' '), says);
    }

    [Fact]
    public async Task Nothing_of_a_peer_is_left()
    {
        Needs.Peer();
        await using (var lab = new Laboratory("peer-gone"))
            await lab.Network("lan").PeerAsync("10.9.0.1/24");

        Assert.DoesNotContain($"ichor-lab-{Environment.ProcessId}-", await NetworkNamespace.IpAsync("netns", "list"));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_swept()
    {
        Needs.Peer();
        const string Left = "ichor-lab-4194305-1";                  // above the largest process id there is (PID_MAX_LIMIT)
        await NetworkNamespace.IpAsync("netns", "add", Left);

        await using (var lab = new Laboratory("peer-swept"))
            await lab.Network("lan").PeerAsync("10.9.0.1/24");

        Assert.DoesNotContain(Left, await NetworkNamespace.IpAsync("netns", "list"));
    }

    static DhcpMessage? OfferIn(CapturedFrame frame) =>
        DhcpFrame.TryParse(frame.Bytes.Span, DhcpMessage.ClientPort, out var message, out _) && message.Type == DhcpMessageType.Offer ? message : null;

    static string Text<T>(DhcpMessage message, DhcpOption<T> option) => message.Options.TryGet(option, out var value, out _) ? $"{value}" : "-";

    static string First<T>(DhcpMessage message, DhcpOption<Protocols.ValueList<T>> option) =>
        message.Options.TryGet(option, out var values, out _) ? $"{values[0]}" : "-";
}
