using System.Runtime.InteropServices;
using Ichor.Linux;
using Ichor.Netlink;

namespace Ichor.Init.Power;

/// <summary>The ACPI power button, as the kernel reports it over generic netlink (drivers/acpi/event.c: family "acpi_event",
/// group "acpi_mc_group"). The module `button` must be loaded, no input device and no evdev is needed.</summary>
sealed unsafe class PowerButton : IDisposable
{
    // linux/genetlink.h
    const ushort GENL_ID_CTRL = 16;
    const byte CTRL_CMD_GETFAMILY = 3;
    const ushort CTRL_ATTR_FAMILY_NAME = 2, CTRL_ATTR_MCAST_GROUPS = 7, CTRL_ATTR_MCAST_GRP_NAME = 1, CTRL_ATTR_MCAST_GRP_ID = 2;
    const int SOL_NETLINK = 270, NETLINK_ADD_MEMBERSHIP = 1, HeaderSize = 20;

    // drivers/acpi/event.c: attribute 1 is struct acpi_genl_event { char device_class[20]; char bus_id[15]; u32 type, data; }
    const ushort ACPI_GENL_ATTR_EVENT = 1;

    readonly int _fd;
    readonly IDisposable _watch;
    readonly Action _pressed;
    readonly byte[] _buffer = new byte[4096];

    public PowerButton(EventLoop loop, Action pressed)
    {
        _pressed = pressed;
        const int type = Libc.SOCK_RAW | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK;
        _fd = Libc.Check(Libc.Socket(Libc.AF_NETLINK, type, Libc.NETLINK_GENERIC), "generic netlink socket");
        try
        {
            Join();
            _watch = loop.OnReadable(_fd, Receive);
        }
        catch
        {
            _ = Libc.Close(_fd);
            throw;
        }
    }

    void Join()
    {
        var address = new SockAddrNl { Family = Libc.AF_NETLINK };
        Libc.Check(Libc.Bind(_fd, &address, (uint)sizeof(SockAddrNl)), "bind generic netlink socket");
        Libc.Check(Libc.SetSockOpt(_fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, (int)AskForGroup()), "join acpi_mc_group");
    }

    public void Dispose()
    {
        _watch.Dispose();
        _ = Libc.Close(_fd);
    }

    /// <summary>The kernel answers a request before sendto(2) returns, so the answer is there.</summary>
    uint AskForGroup()
    {
        var request = new NetlinkMessage(GENL_ID_CTRL, NetlinkFlags.Request, "find acpi_event")
            .Header(new GenericHeader(CTRL_CMD_GETFAMILY, Version: 1))
            .String(CTRL_ATTR_FAMILY_NAME, "acpi_event")
            .ToBytes();
        fixed (byte* start = request)
            Libc.Check(Libc.Send(_fd, start, (nuint)request.Length, 0), "ask for acpi_event");
        var count = Libc.Read(_fd, _buffer);
        return GroupIn(_buffer.AsSpan(0, Math.Max(count, 0)))
            ?? throw new IOException("the kernel has no ACPI events");
    }

    internal static uint? GroupIn(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderSize || MemoryMarshal.Read<ushort>(message[4..]) != GENL_ID_CTRL)
            return null;
        foreach (var attribute in new AttributeReader(message[HeaderSize..]))
            if (attribute.Type == CTRL_ATTR_MCAST_GROUPS)
                foreach (var group in attribute.Nested)
                    if (GroupId(group.Nested) is { } id)
                        return id;
        return null;
    }

    static uint? GroupId(AttributeReader attributes)
    {
        string name = "";
        uint id = 0;
        foreach (var attribute in attributes)
            if (attribute.Type == CTRL_ATTR_MCAST_GRP_NAME)
                name = attribute.String;
            else if (attribute.Type == CTRL_ATTR_MCAST_GRP_ID)
                id = attribute.UInt32;
        return name == "acpi_mc_group" ? id : null;
    }

    void Receive()
    {
        var count = Libc.Read(_fd, _buffer);
        if (count > 0 && IsPowerButton(_buffer.AsSpan(0, count)))
            _pressed();
    }

    internal static bool IsPowerButton(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderSize)
            return false;
        foreach (var attribute in new AttributeReader(message[HeaderSize..]))
            if (attribute.Type == ACPI_GENL_ATTR_EVENT && attribute.String.StartsWith("button/power", StringComparison.Ordinal))
                return true;
        return false;
    }
}
