using System.Net;
using System.Net.Sockets;
using Ichor.Linux;

namespace Ichor.Node.Names;

/// <summary>Finds the addresses of a host name beside the loop, because getaddrinfo(3) blocks for seconds.</summary>
/// <param name="name">The name.</param>
/// <param name="done">Called on the loop's thread: addresses in the resolver's order, or why there are none.</param>
internal delegate void NameLookup(string name, Action<IReadOnlyList<IPAddress>, string?> done);

internal static class SystemResolver
{
    /// <summary>Looks names up by /etc/resolv.conf.</summary>
    /// <param name="loop">Where the answer is wanted.</param>
    public static NameLookup On(EventLoop loop) => (name, done) =>
    {
        // A thread of its own: a resolver that hangs must not keep pool threads from others.
        var thread = new Thread(() =>
        {
            var (addresses, error) = LookUp(name);
            loop.Post(() => done(addresses, error));
        })
        { IsBackground = true, Name = "resolve" };
        thread.Start();
    };

    private static (IReadOnlyList<IPAddress> Addresses, string? Error) LookUp(string name)
    {
        try
        {
            var addresses = Dns.GetHostAddresses(name);
            return addresses.Length == 0 ? ([], "has no address") : (addresses, null);
        }
        catch (SocketException e)
        {
            return ([], e.Message);
        }
        catch (ArgumentException e)
        {
            return ([], e.Message);
        }
    }
}
