using Ichor.Netlink;

namespace Ichor.Init.Power;

/// <summary>struct genlmsghdr of linux/genetlink.h.</summary>
readonly record struct GenericHeader(byte Command, byte Version) : INetlinkHeader
{
    public int Length => 4;

    public void WriteTo(Span<byte> destination) => (destination[0], destination[1]) = (Command, Version);
}
