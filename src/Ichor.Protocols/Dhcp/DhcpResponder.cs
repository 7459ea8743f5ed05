using System.Buffers.Binary;
using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>A small server for virtual networks of tests: a request in, an answer out. It never judges our own client.</summary>
/// <remarks>Addresses go by hardware address and are never taken back; a declined address is not given again.</remarks>
public sealed class DhcpResponder(DhcpPool pool)
{
    private readonly Dictionary<MacAddress, IPAddress> _given = [];
    private readonly HashSet<IPAddress> _declined = [];

    /// <summary>Addresses given so far.</summary>
    public IReadOnlyDictionary<MacAddress, IPAddress> Given => _given;

    /// <summary>The answer to a client's message, or null when there is none.</summary>
    public DhcpMessage? Answer(DhcpMessage request) => request.IsReply ? null : request.Type switch
    {
        DhcpMessageType.Discover => AddressFor(request.Chaddr) is { } address ? Reply(request, DhcpMessageType.Offer, address) : null,
        DhcpMessageType.Request => AnswerRequest(request),
        DhcpMessageType.Decline => Forget(request, declined: true),
        DhcpMessageType.Release => Forget(request, declined: false),
        _ => null,
    };

    private DhcpMessage? AnswerRequest(DhcpMessage request)
    {
        if (request.Server is { } server && !server.Equals(pool.Server))
            return null;
        var wanted = request.Options.TryGet(DhcpOptions.RequestedAddress, out var requested) ? requested : request.Ciaddr;
        return wanted.Equals(AddressFor(request.Chaddr))
            ? Reply(request, DhcpMessageType.Ack, wanted)
            : Reply(request, DhcpMessageType.Nak, IPAddress.Any);
    }

    private DhcpMessage? Forget(DhcpMessage request, bool declined)
    {
        if (_given.Remove(request.Chaddr, out var address) && declined)
            _declined.Add(address);
        return null;
    }

    private DhcpMessage Reply(DhcpMessage request, DhcpMessageType type, IPAddress address) => new()
    {
        IsReply = true,
        Type = type,
        Xid = request.Xid,
        Chaddr = request.Chaddr,
        Broadcast = request.Broadcast,
        Giaddr = request.Giaddr,
        Ciaddr = type == DhcpMessageType.Ack ? request.Ciaddr : IPAddress.Any,
        Yiaddr = address,
        Options = type == DhcpMessageType.Nak
            ? DhcpOptionSet.Empty.With(DhcpOptions.ServerIdentifier, pool.Server).With(DhcpOptions.Message, "wrong address")
            : Granted(),
    };

    private DhcpOptionSet Granted() => pool.Options
        .With(DhcpOptions.ServerIdentifier, pool.Server)
        .With(DhcpOptions.SubnetMask, pool.PrefixLength)
        .With(DhcpOptions.LeaseTime, pool.LeaseTime is { } time ? (uint)time.TotalSeconds : uint.MaxValue);

    private IPAddress? AddressFor(MacAddress client)
    {
        if (pool.Reservations.TryGetValue(client, out var reserved) || _given.TryGetValue(client, out reserved))
            return _given[client] = reserved;
        for (var next = Number(pool.First); next <= Number(pool.Last); next++)
            if (Address(next) is var free && !_given.ContainsValue(free) && !_declined.Contains(free) && !pool.Reservations.Values.Contains(free))
                return _given[client] = free;
        return null;
    }

    private static uint Number(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(OptionWire.WriteAddress(address));

    private static IPAddress Address(uint number) => new(OptionWire.WriteUInt32(number));
}
