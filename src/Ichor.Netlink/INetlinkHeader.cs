namespace Ichor.Netlink;

/// <summary>The fixed structure that follows the netlink header, such as <c>struct ifinfomsg</c>.</summary>
public interface INetlinkHeader
{
    /// <summary>Bytes of the structure.</summary>
    int Length { get; }

    /// <summary>Writes the structure in host byte order; <paramref name="destination"/> is zeroed and long enough.</summary>
    void WriteTo(Span<byte> destination);
}
