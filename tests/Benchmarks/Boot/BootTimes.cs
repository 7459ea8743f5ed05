using System.Globalization;
using System.Text.RegularExpressions;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Benchmarks.Boot;

/// <summary>When a boot reached what, in QEMU's virtual time, except where the kernel's own clock is named.</summary>
/// <param name="Discover">The first DHCPDISCOVER.</param>
/// <param name="Pinged">The first answered ping.</param>
/// <param name="Init">The kernel's clock when it started PID 1.</param>
internal sealed record BootTimes(TimeSpan Discover, TimeSpan Pinged, TimeSpan Init)
{
    public static BootTimes Read(IReadOnlyList<TimedFrame> frames, string console) =>
        new(First(frames, IsDiscover, "DHCPDISCOVER"), First(frames, IsEchoReply, "answer to a ping"), KernelTime(console, "Run /init as init process"));

    /// <summary>
    /// How far the machine's clock is ahead of the kernel's, from a guest that logs a line and at once asks for an address:
    /// too much by the time that takes, one or two milliseconds.
    /// </summary>
    public static TimeSpan ClockOffset(IReadOnlyList<TimedFrame> frames, string console) =>
        First(frames, AsksForMark, "ARP request of the mark") - KernelTime(console, "bench: clock");

    /// <summary>The kernel's time stamp of a line on the console.</summary>
    public static TimeSpan KernelTime(string console, string text)
    {
        var stamp = Regex.Match(console, @"\[ *(?<seconds>\d+\.\d+)\] [^\n]*" + Regex.Escape(text), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
        return stamp.Success
            ? TimeSpan.FromSeconds(double.Parse(stamp.Groups["seconds"].Value, CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"the console never said '{text}'");
    }

    private static TimeSpan First(IReadOnlyList<TimedFrame> frames, Func<ReadOnlyMemory<byte>, bool> match, string what)
    {
        foreach (var frame in frames)
            if (match(frame.Bytes))
                return frame.At;
        throw new InvalidDataException($"the capture has no {what}");
    }

    private static bool IsDiscover(ReadOnlyMemory<byte> frame) =>
        DhcpFrame.TryParse(frame.Span, DhcpMessage.ServerPort, out var message, out _, verifyChecksum: false) && message.Type == DhcpMessageType.Discover;

    private static bool IsEchoReply(ReadOnlyMemory<byte> frame) =>
        EthernetFrame.TryParse(frame.Span, out var ethernet, out _) && ethernet.Type == EtherType.Ipv4
        && Ipv4Packet.TryParse(ethernet.Payload, out var packet, out _) && packet.Source.Equals(EagerPeer.Guest)
        && IcmpEcho.TryParse(packet, out var echo, out _) && !echo.IsRequest;

    private static bool AsksForMark(ReadOnlyMemory<byte> frame) =>
        EthernetFrame.TryParse(frame.Span, out var ethernet, out _) && ethernet.Type == EtherType.Arp
        && ArpPacket.TryParse(ethernet.Payload, out var arp, out _) && arp.TargetAddress.Equals(EagerPeer.Mark);
}
