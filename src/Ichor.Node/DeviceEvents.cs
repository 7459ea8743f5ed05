using System.Text;
using Ichor.Linux;
using Ichor.Linux.Modules;
using Ichor.Netlink;

namespace Ichor.Node;

/// <summary>Hears from the kernel that a device has appeared (uevent, lib/kobject_uevent.c).</summary>
internal sealed class DeviceEvents
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.KernelEvents);
    private readonly Action<string, string> _appeared;

    /// <param name="loop">Where it is heard.</param>
    /// <param name="appeared">Takes the subsystem and the device's file, which is empty for a device without one.</param>
    public DeviceEvents(EventLoop loop, Action<string, string> appeared)
    {
        _appeared = appeared;
        UeventFilter.Attach(_socket.Fd);
        loop.OnReadable(_socket.Fd, Drain);
    }

    private void Drain()
    {
        while (true)
            switch (_socket.ReceiveDatagram(out var datagram))
            {
                case ReceiveResult.Empty:
                    return;
                case ReceiveResult.Messages when Read(datagram) is var (subsystem, file):
                    _appeared(subsystem, file);
                    break;
            }
    }

    /// <summary><c>add@/devices/...</c> and then KEY=VALUE fields, each ended by NUL.</summary>
    internal static (string Subsystem, string File)? Read(ReadOnlySpan<byte> datagram)
    {
        var fields = Encoding.UTF8.GetString(datagram).Split('\0');
        if (!fields[0].StartsWith("add@", StringComparison.Ordinal) && !fields[0].StartsWith("change@", StringComparison.Ordinal))
            return null;
        return Value(fields, "SUBSYSTEM=") is { } subsystem ? (subsystem, Value(fields, "DEVNAME=") is { } name ? "/dev/" + name : "") : null;
    }

    private static string? Value(string[] fields, string key) =>
        Array.Find(fields, field => field.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
}
