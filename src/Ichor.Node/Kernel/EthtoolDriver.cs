using System.Buffers.Binary;
using System.Text;
using Ichor.Linux;
using Ichor.Netlink;

namespace Ichor.Node.Kernel;

/// <summary>Asks a link's driver who it is (ETHTOOL_GDRVINFO, include/uapi/linux/ethtool.h): netlink does not tell.</summary>
internal static unsafe class EthtoolDriver
{
    private const int SIOCETHTOOL = 0x8946, ETHTOOL_GDRVINFO = 3;
    private const int IfNameSize = 16, RequestSize = 40;        // struct ifreq: the name, and a pointer in a union of 24 bytes
    private const int DriverAt = 4, BusAt = 100, TextLength = 32, InfoSize = 196;       // struct ethtool_drvinfo

    /// <summary>Empty texts where the driver says nothing, and for a link that is gone again.</summary>
    public static (string Driver, string Bus) Ask(LinkName name)
    {
        var fd = Libc.Socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        if (fd < 0)
            return ("", "");
        Span<byte> info = stackalloc byte[InfoSize];
        info.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(info, ETHTOOL_GDRVINFO);
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        Encoding.ASCII.GetBytes(name.ToString(), request[..(IfNameSize - 1)]);
        bool answered;
        fixed (byte* data = info, ask = request)
        {
            *(byte**)(ask + IfNameSize) = data;
            answered = Libc.Ioctl(fd, SIOCETHTOOL, ask) >= 0;
        }
        _ = Libc.Close(fd);
        return answered ? (Text(info[DriverAt..]), Text(info[BusAt..])) : ("", "");
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        field = field[..TextLength];
        var end = field.IndexOf((byte)0);
        return PlainText.Of(Encoding.ASCII.GetString(end < 0 ? field : field[..end]));
    }
}
