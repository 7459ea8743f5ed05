using System.Net;
using Ichor.Lab.Machines;
using Ichor.Linux;

namespace Ichor.Lab.Peers;

/// <summary>
/// A host of real software on a network of the laboratory: a network namespace of this machine, with daemons of its
/// distribution. They are the judges; what the laboratory itself answers proves nothing about its own codecs.
/// </summary>
public sealed class Peer : IAsyncDisposable
{
    const string Link = "eth0";

    readonly NetworkNamespace space;
    readonly TapPort port;
    readonly List<ChildProcess> programs = [];

    Peer(VirtualNetwork network, NetworkNamespace space, TapPort port, IPNetwork address, IPAddress own)
    {
        Network = network;
        this.space = space;
        this.port = port;
        Subnet = address;
        Address = own;
    }

    /// <summary>Whether this machine can have peers with these programs; if not, the sentence for the skipped test.</summary>
    public static bool IsAvailable(out string reason, params ReadOnlySpan<string> programs)
    {
        reason = Libc.GetUid() != 0 ? "real peers need root (network namespaces and TAP devices)"
            : !File.Exists("/dev/net/tun") ? "real peers need /dev/net/tun"
            : "";
        foreach (var program in (ReadOnlySpan<string>)["ip", "nsenter", .. programs])
            if (reason.Length == 0 && Tool.Find(program) is null)
                reason = Tool.WhatToInstall(program);
        return reason.Length == 0;
    }

    /// <summary>The network it is on.</summary>
    public VirtualNetwork Network { get; }

    /// <summary>Its address.</summary>
    public IPAddress Address { get; }

    /// <summary>The network of its address.</summary>
    public IPNetwork Subnet { get; }

    /// <summary>Its place on the switch: the cable can be cut there.</summary>
    public Switching.SwitchPort Port => port;

    internal static async Task<Peer> CreateAsync(VirtualNetwork network, string address)
    {
        if (!IsAvailable(out var reason))
            throw new LabException(reason);
        if (!IPAddress.TryParse(address.Split('/')[0], out var own) || !int.TryParse(address.Split('/')[^1], out var prefix))
            throw new LabException($"{address}: a peer's address is like 10.0.0.1/24");
        var number = NetworkNamespace.NextNumber();
        var home = await NetworkNamespace.CreateAsync(number);
        TapPort? plug = null;
        try
        {
            var device = $"il{Environment.ProcessId}-{number}";
            plug = network.Switch.Attach(new TapPort($"{network.Name}.peer{number}", device));
            await NetworkNamespace.IpAsync("link", "set", device, "netns", home.Name, "name", Link);
            await home.IpHereAsync("addr", "add", address, "dev", Link);
            await home.IpHereAsync("link", "set", "lo", "up");
            await home.IpHereAsync("link", "set", Link, "up");
            plug.Start();
            return new Peer(network, home, plug, new IPNetwork(Masked(own, prefix), prefix), own);
        }
        catch
        {
            plug?.Dispose();
            await home.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs iproute2 on the peer, such as <c>["link", "set", "eth0", "mtu", "1400"]</c>.</summary>
    public Task<string> IpAsync(params string[] arguments) => space.IpHereAsync(arguments);

    /// <summary>Asks an address for an echo, by busybox of this machine, and fails when none of five requests is answered.</summary>
    public Task PingAsync(IPAddress address) =>
        StartAsync("busybox", ["ping", "-c", "5", "-w", "10", address.ToString()], $"bytes from {address}");

    /// <summary>Starts a program there and waits for a line of its output that says it is ready.</summary>
    /// <exception cref="LabException">It is missing, or has ended; with what it said.</exception>
    public async Task<ChildProcess> StartAsync(string program, IEnumerable<string> arguments, string ready)
    {
        var started = ChildProcess.Start("nsenter", [$"--net={space.Path}", Tool.Require(program), .. arguments]);
        programs.Add(started);
        await started.SaysAsync(ready, TimeSpan.FromSeconds(10));
        return started;
    }

    /// <summary>A file for a program, in the laboratory's folder.</summary>
    internal string FileFor(string name) => Path.Combine(Network.Folder, $"{space.Name}.{name}");

    static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < 8 * bytes.Length; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
        {
            await program.KillAsync();
            program.Dispose();
        }
        port.Dispose();
        await space.DisposeAsync();
    }
}
