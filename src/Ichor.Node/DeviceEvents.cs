using System.Text;
using Ichor.Linux;
using Ichor.Netlink;

namespace Ichor.Node;

/// <summary>Hears from the kernel that a device has appeared (uevent, lib/kobject_uevent.c) and tells its subsystem.</summary>
internal sealed class DeviceEvents
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.KernelEvents);
    private readonly Action<string> _appeared;

    public DeviceEvents(EventLoop loop, Action<string> appeared)
    {
        _appeared = appeared;
        loop.OnReadable(_socket.Fd, Drain);
    }

    private void Drain()
    {
        while (true)
            switch (_socket.ReceiveDatagram(out var datagram))
            {
                case ReceiveResult.Empty:
                    return;
                case ReceiveResult.Messages when Subsystem(datagram) is { } subsystem:
                    _appeared(subsystem);
                    break;
            }
    }

    /// <summary><c>add@/devices/...</c> and then KEY=VALUE fields, each ended by NUL.</summary>
    private static string? Subsystem(ReadOnlySpan<byte> datagram)
    {
        var fields = Encoding.UTF8.GetString(datagram).Split('\0');
        if (!fields[0].StartsWith("add@", StringComparison.Ordinal) && !fields[0].StartsWith("change@", StringComparison.Ordinal))
            return null;
        const string Key = "SUBSYSTEM=";
        return Array.Find(fields, field => field.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..];
    }
}
