using System.Net;
using Ichor.Lab.Hosts;
using Ichor.Lab.Peers;
using Ichor.Lab.Switching;
using Ichor.Protocols.Dhcp;

namespace Ichor.Lab;

/// <summary>A network of the laboratory: a switch, a recording of everything on it, and hosts in the test process.</summary>
public sealed class VirtualNetwork : IAsyncDisposable
{
    readonly Laboratory lab;
    readonly Lock gate = new();
    readonly List<CapturedFrame> frames = [];
    readonly List<(Func<CapturedFrame, bool> Match, TaskCompletionSource<CapturedFrame> Seen)> expected = [];
    readonly List<LabHost> hosts = [];
    readonly List<IAsyncDisposable> owned = [];
    readonly PcapWriter capture;
    bool isFull;

    internal VirtualNetwork(Laboratory lab, string name, bool isCable)
    {
        this.lab = lab;
        Name = name;
        CapturePath = Path.Combine(lab.Folder, $"{name}.pcap");
        capture = new PcapWriter(new FileStream(CapturePath, FileMode.Create, FileAccess.Write, FileShare.ReadWrite));   // readable while it grows
        Switch = new Switch(TimeProvider.System) { IsCable = isCable };
        Switch.Observe(Record);
    }

    /// <summary>Name, also of its capture.</summary>
    public string Name { get; }

    /// <summary>The switch, to attach ports of one's own.</summary>
    public Switch Switch { get; }

    /// <summary>Where the recording is.</summary>
    public string CapturePath { get; }

    /// <summary>The first host: the one that pings.</summary>
    public LabHost Host => hosts.FirstOrDefault() ?? throw new LabException($"network {Name} has no host: add WithHost or WithDhcp");

    /// <summary>Adds a host that answers ARP and ping, on a VLAN when given one.</summary>
    public VirtualNetwork WithHost(string address, int? vlan = null)
    {
        hosts.Add(Switch.Attach(new LabHost($"{Name}.host{hosts.Count}", IPAddress.Parse(address), vlan)));
        return this;
    }

    /// <summary>Adds a host at the subnet's first address that serves DHCP, DNS and NTP and calls itself router.</summary>
    /// <param name="subnet">Such as <c>10.0.0.0/24</c>; addresses are handed out from .10 on.</param>
    /// <param name="change">Turns the usual pool into another.</param>
    /// <param name="vlan">The VLAN it is on.</param>
    public VirtualNetwork WithDhcp(string subnet, Func<DhcpPool, DhcpPool>? change = null, int? vlan = null)
    {
        var parsed = Subnet.Parse(subnet);
        WithHost(parsed.Address(1).ToString(), vlan);
        var host = hosts[^1];
        var pool = DhcpService.PoolOf(host.Address, parsed);
        Dhcp ??= new DhcpService(host, change is null ? pool : change(pool));
        Ntp ??= new NtpService(host);
        Dns ??= new DnsService(host).Knows($"gateway.{DhcpService.Domain}", host.Address).Knows($"time.{DhcpService.Domain}", host.Address);
        return this;
    }

    /// <summary>Adds a host of real software with that address, such as <c>10.0.0.1/24</c>. See <see cref="Peer.IsAvailable"/>.</summary>
    public async Task<Peer> PeerAsync(string address)
    {
        var peer = await Peer.CreateAsync(this, address);
        owned.Add(peer);
        return peer;
    }

    /// <summary>The laboratory's folder.</summary>
    internal string Folder => lab.Folder;

    /// <summary>The first DHCP server of <see cref="WithDhcp"/>.</summary>
    public DhcpService? Dhcp { get; private set; }

    /// <summary>The first time server of <see cref="WithDhcp"/>.</summary>
    public NtpService? Ntp { get; private set; }

    /// <summary>The first name server of <see cref="WithDhcp"/>.</summary>
    public DnsService? Dns { get; private set; }

    /// <summary>The host with that address.</summary>
    public LabHost HostAt(string address) =>
        hosts.FirstOrDefault(host => host.Address.Equals(IPAddress.Parse(address))) ?? throw new LabException($"no host {address} on {Name}");

    /// <summary>Serves a text at <c>http://host/path</c> from the first host, and gives that URL.</summary>
    public Uri Serves(string path, string content)
    {
        Host.Http ??= new HttpResponder(Host);
        Host.Http.Serve(path, content);
        return new Uri($"http://{Host.Address}{path}");
    }

    /// <summary>What the first host was asked for by HTTP so far: paths with their queries.</summary>
    public IReadOnlyCollection<string> AskedByHttp => [.. Host.Http?.Requests ?? []];

    /// <summary>Waits until the address answers a ping, and gives the first round trip time.</summary>
    public Task<TimeSpan> PingsAsync(IPAddress address, TimeSpan? within = null, LabHost? from = null) =>
        lab.GuardAsync(() => (from ?? Host).Pings.PingAsync(address, within ?? lab.Patience(TimeSpan.FromSeconds(5))));

    /// <summary>Begins to ping the address at a fixed rate.</summary>
    public async Task<PingStream> PingEveryAsync(TimeSpan interval, IPAddress address, LabHost? from = null)
    {
        from ??= Host;
        await PingsAsync(address, from: from);
        return new PingStream(from, address, await from.ResolveAsync(address), interval);
    }

    /// <summary>How many frames are kept in memory; <see cref="CapturePath"/> has them all.</summary>
    internal int KeptFrames { get; set; } = 200_000;

    /// <summary>The recorded frames that fit.</summary>
    /// <exception cref="LabException">There have been more frames than are kept: an answer would be a part of one.</exception>
    public IReadOnlyList<CapturedFrame> Captured(Func<CapturedFrame, bool> match)
    {
        lock (gate)
            return isFull ? throw new LabException($"{Name}: {OnlyTheFirst}") : [.. frames.Where(match)];
    }

    string OnlyTheFirst => $"only the first {KeptFrames:N0} frames are kept, the others are in {CapturePath}";

    /// <summary>The first frame that fits, past or to come.</summary>
    public Task<CapturedFrame> SeesAsync(Func<CapturedFrame, bool> match, TimeSpan within, string what) => lab.GuardAsync(async () =>
    {
        var seen = new TaskCompletionSource<CapturedFrame>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (frames.FirstOrDefault(match) is { } already)
                return already;
            expected.Add((match, seen));
        }
        return await seen.Task.Within(within, $"{what} on {Name}{(isFull ? $" ({OnlyTheFirst})" : "")}");
    });

    internal void Owns(IAsyncDisposable part) => owned.Add(part);

    internal void FlushCapture()
    {
        lock (gate)
            capture.Flush();
    }

    void Record(CapturedFrame frame)
    {
        lock (gate)
        {
            capture.Write(frame);
            if (frames.Count < KeptFrames)
                frames.Add(frame);
            else
                isFull = true;
            expected.RemoveAll(wait => wait.Match(frame) && wait.Seen.TrySetResult(frame));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in owned)
            await part.DisposeAsync();
        Switch.Dispose();
        lock (gate)
            capture.Dispose();
    }
}
