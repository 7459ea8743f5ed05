using Ichor.Netlink;
using Ichor.Netlink.Generic;

namespace Ichor.Node.Kernel;

/// <summary>
/// One socket for all families of generic netlink, opened when the first is wanted. A family comes with its module: one that
/// is missing is asked for again the next time.
/// </summary>
/// <param name="remarks">What is to be known of answers.</param>
/// <param name="open">Opens the socket; tests have other far ends than the kernel.</param>
internal sealed class GenericSocket(KernelRemarks remarks, Func<NetlinkSocket>? open = null) : IDisposable
{
    private readonly Dictionary<string, GenericFamily> _families = new(StringComparer.Ordinal);
    private NetlinkSocket? _socket;

    public NetlinkSocket Socket => _socket ??= Open();

    /// <summary>The family, or why there is none.</summary>
    public (GenericFamily? Family, NetlinkError? Error) Find(string name)
    {
        if (_families.TryGetValue(name, out var known))
            return (known, null);
        var (family, error) = GenericFamily.Find(Socket, name);
        if (family is not null)
            _families[name] = family;
        return (family, error);
    }

    public void Dispose() => _socket?.Dispose();

    private NetlinkSocket Open()
    {
        var socket = (open ?? (() => NetlinkSocket.Open(NetlinkProtocol.Generic)))();
        socket.Remarked = remarks.Tell;
        return socket;
    }
}
