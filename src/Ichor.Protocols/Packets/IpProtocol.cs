namespace Ichor.Protocols.Packets;

/// <summary>What an IPv4 packet carries (IANA protocol numbers).</summary>
public enum IpProtocol : byte
{
    /// <summary>ICMP (RFC 792).</summary>
    Icmp = 1,

    /// <summary>TCP (RFC 9293).</summary>
    Tcp = 6,

    /// <summary>UDP (RFC 768).</summary>
    Udp = 17,
}
