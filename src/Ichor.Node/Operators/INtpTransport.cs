using System.Net;

namespace Ichor.Node.Operators;

/// <summary>What the time operator needs of the network.</summary>
public interface INtpTransport : IDisposable
{
    /// <summary>Finds the addresses of a server; the answer comes later, on the loop's thread: addresses, or why there are none.</summary>
    void Resolve(string server, Action<IReadOnlyList<IPAddress>, string?> done);

    /// <summary>Sends a question and gives every datagram that comes back to <paramref name="received"/>, until the next question.</summary>
    void Ask(IPAddress server, ReadOnlySpan<byte> question, Action<byte[]> received);
}
