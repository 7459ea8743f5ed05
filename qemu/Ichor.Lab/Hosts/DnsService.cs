using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Ichor.Lab.Hosts;

/// <summary>A name server on a host of the laboratory. It knows the names it was given; every other one does not exist.</summary>
/// <remarks>RFC 1035 section 4: header (12) | name, type (2), class (2) of the question | answers. An answer names the question by a pointer to it.</remarks>
public sealed class DnsService
{
    /// <summary>DNS's port.</summary>
    public const ushort Port = 53;

    const int HeaderSize = 12;
    const ushort TypeA = 1, ClassInternet = 1;
    const ushort Response = 0x8000, Authoritative = 0x0400, RecursionDesired = 0x0100, RecursionAvailable = 0x0080;
    const ushort NoSuchName = 3;
    const ushort PointerToQuestion = 0xc000 | HeaderSize;
    const uint TimeToLive = 60;

    readonly LabHost host;
    readonly ConcurrentDictionary<string, IPAddress> names = new(StringComparer.OrdinalIgnoreCase);

    internal DnsService(LabHost host)
    {
        this.host = host;
        host.OnUdp(Port, Serve);
    }

    /// <summary>Gives a name an address.</summary>
    public DnsService Knows(string name, IPAddress address)
    {
        names[name] = address;
        return this;
    }

    void Serve(UdpArrival arrival)
    {
        if (Answer(arrival.Payload) is { } answer)
            host.SendUdp(arrival.SourceMac, Port, arrival.Source, answer);
    }

    /// <summary>The answer to a query with one question; null for anything else.</summary>
    internal byte[]? Answer(ReadOnlySpan<byte> query)
    {
        if (query.Length < HeaderSize || (query[2] & 0x80) != 0 || BinaryPrimitives.ReadUInt16BigEndian(query[4..]) != 1)
            return null;
        if (ReadName(query[HeaderSize..], out var name) is not (> 0 and var nameSize) || query.Length < HeaderSize + nameSize + 4)
            return null;
        var question = query[..(HeaderSize + nameSize + 4)];
        var isAddress = BinaryPrimitives.ReadUInt16BigEndian(question[^4..]) == TypeA && BinaryPrimitives.ReadUInt16BigEndian(question[^2..]) == ClassInternet;
        var known = names.TryGetValue(name, out var address);
        return Build(question, known, isAddress ? address : null);
    }

    static byte[] Build(ReadOnlySpan<byte> question, bool known, IPAddress? address)
    {
        var asked = BinaryPrimitives.ReadUInt16BigEndian(question[2..]);
        var flags = Response | Authoritative | RecursionAvailable | (asked & RecursionDesired) | (known ? 0 : NoSuchName);
        byte[] answer = [.. question, .. address is null ? [] : Record(address)];
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), (ushort)flags);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), (ushort)(address is null ? 0 : 1));
        answer.AsSpan(8, 4).Clear();                             // no authority, and no EDNS in answer to one
        return answer;
    }

    static byte[] Record(IPAddress address)
    {
        var record = new byte[16];
        BinaryPrimitives.WriteUInt16BigEndian(record, PointerToQuestion);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(2), TypeA);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(4), ClassInternet);
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(6), TimeToLive);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(10), 4);
        address.TryWriteBytes(record.AsSpan(12), out _);
        return record;
    }

    /// <summary>Size of the name on the wire; 0 when it does not end.</summary>
    static int ReadName(ReadOnlySpan<byte> bytes, out string name)
    {
        var labels = new List<string>();
        var at = 0;
        while (at < bytes.Length && bytes[at] is > 0 and < 64 and var length && at + length < bytes.Length)
        {
            labels.Add(Encoding.ASCII.GetString(bytes.Slice(at + 1, length)));
            at += 1 + length;
        }
        name = string.Join('.', labels);
        return at < bytes.Length && bytes[at] == 0 ? at + 1 : 0;
    }
}
