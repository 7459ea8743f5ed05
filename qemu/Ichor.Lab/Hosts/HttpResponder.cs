using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Hosts;

/// <summary>Serves small files by HTTP/1.0 on port 80 of a <see cref="LabHost"/>: enough TCP for one GET per connection.</summary>
/// <remarks>
/// The answer goes out at once and must fit the peer's first window; whatever is not acknowledged is sent again when the
/// peer repeats itself, so there are no timers here. That is all a config download in the laboratory needs.
/// </remarks>
sealed class HttpResponder(LabHost host)
{
    const ushort Port = 80;
    const int SegmentSize = 1400;
    const int MaximumAnswer = 28 * 1024;        // Linux offers some 64 KiB, of which the first half at once

    readonly ConcurrentDictionary<string, byte[]> files = new(StringComparer.Ordinal);
    readonly Dictionary<IPEndPoint, Connection> connections = [];

    sealed class Connection
    {
        public uint OurNext { get; set; }
        public uint TheirNext { get; set; }
        public List<byte> Request { get; } = [];
        public List<TcpSegment> Answer { get; } = [];
    }

    /// <summary>Requests seen, as path and query: for tests that ask whether a file was fetched.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public void Serve(string path, string content)
    {
        var body = Encoding.UTF8.GetBytes(content);
        if (body.Length > MaximumAnswer)
            throw new LabException($"{path} has {body.Length} bytes; the laboratory's web server takes {MaximumAnswer}");
        files[path] = body;
    }

    public void Handle(MacAddress mac, IPAddress from, ReadOnlySpan<byte> bytes)
    {
        if (TcpSegment.Parse(bytes) is not { DestinationPort: Port } segment)
            return;
        var peer = new IPEndPoint(from, segment.SourcePort);
        var (replies, ended) = Step(peer, segment);
        if (ended)
            connections.Remove(peer);
        foreach (var reply in replies)
            host.SendIp(mac, reply.BuildPacket(host.Address, from));
    }

    (IReadOnlyList<TcpSegment> Replies, bool Ended) Step(IPEndPoint peer, TcpSegment segment)
    {
        if (segment.Flags.HasFlag(TcpFlags.RST))
            return ([], true);
        if (segment.Flags.HasFlag(TcpFlags.SYN))
        {
            connections[peer] = new Connection { OurNext = 1, TheirNext = segment.Sequence + 1 };
            return ([Segment(peer, 0, segment.Sequence + 1, TcpFlags.SYN | TcpFlags.ACK)], false);
        }
        if (!connections.TryGetValue(peer, out var connection))
            return ([Segment(peer, segment.Acknowledgment, 0, TcpFlags.RST)], false);
        return Take(peer, connection, segment);
    }

    (IReadOnlyList<TcpSegment> Replies, bool Ended) Take(IPEndPoint peer, Connection connection, TcpSegment segment)
    {
        if (segment.Length == 0)                                        // a bare acknowledgment asks for nothing
            return ([], false);
        if (segment.Sequence != connection.TheirNext)                   // repeated or too early: say again what we have
            return ([.. connection.Answer, Acknowledgment(peer, connection)], false);
        connection.TheirNext += segment.Length;
        if (segment.Flags.HasFlag(TcpFlags.FIN))
            return ([Acknowledgment(peer, connection)], connection.Answer.Count > 0);
        connection.Request.AddRange(segment.Payload);
        var request = Encoding.ASCII.GetString([.. connection.Request]);
        if (!request.Contains("\r\n\r\n", StringComparison.Ordinal))
            return ([Acknowledgment(peer, connection)], false);
        connection.Answer.AddRange(Segments(peer, connection, AnswerTo(request)));
        return (connection.Answer, false);
    }

    byte[] AnswerTo(string request)
    {
        var target = request.Split(' ', 3) is ["GET", var asked, ..] ? asked : "";
        Requests.Enqueue(target);
        var (status, body) = files.TryGetValue(target.Split('?')[0], out var content) ? ("200 OK", content) : ("404 Not Found", []);
        var head = $"HTTP/1.0 {status}\r\nContent-Type: application/yaml\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    static IEnumerable<TcpSegment> Segments(IPEndPoint peer, Connection connection, byte[] answer)
    {
        foreach (var part in answer.Chunk(SegmentSize))
        {
            var isLast = connection.OurNext - 1 + part.Length == answer.Length;
            yield return Segment(peer, connection.OurNext, connection.TheirNext,
                TcpFlags.ACK | TcpFlags.PSH | (isLast ? TcpFlags.FIN : TcpFlags.None)) with
            {
                Payload = part,
            };
            connection.OurNext += (uint)part.Length + (isLast ? 1u : 0);
        }
    }

    static TcpSegment Acknowledgment(IPEndPoint peer, Connection connection) =>
        Segment(peer, connection.OurNext, connection.TheirNext, TcpFlags.ACK);

    static TcpSegment Segment(IPEndPoint peer, uint sequence, uint acknowledgment, TcpFlags flags) =>
        new(Port, (ushort)peer.Port, sequence, acknowledgment, flags, []);
}
