using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>An entry of <c>neighbors</c> of a BGP speaker; it has an address or a link.</summary>
public sealed record BgpNeighbor
{
    public required Provenance Because { get; init; }

    public IPAddress? Address { get; init; }

    /// <summary>The link whose other end is the neighbour, found by its link-local address.</summary>
    public LinkName? Link { get; init; }

    /// <summary>0 takes any.</summary>
    public uint PeerAsn { get; init; }

    /// <summary>0 is that of the speaker.</summary>
    public uint LocalAsn { get; init; }

    /// <summary>True: the neighbour makes the connection.</summary>
    public bool Passive { get; init; }

    /// <summary>Zero leaves it to the speaker.</summary>
    public TimeSpan HoldTime { get; init; }

    /// <summary>Null: none.</summary>
    public BfdConfig? Bfd { get; init; }

    internal static BgpNeighbor Read(ObjectReader o)
    {
        o.ExactlyOne("address", "link");
        return new BgpNeighbor
        {
            Because = o.Because,
            Address = o.OptionalOrNull("address", DocumentScalars.Address, "Address of the neighbour.", "10.0.0.1"),
            Link = o.OptionalValue("link", Scalars.LinkName, "The link whose other end is the neighbour.", "enp1s0"),
            PeerAsn = o.Optional("peerASN", Scalars.UInt32(), 0u, "Number of the neighbour's autonomous system; 0 takes any.", "65000"),
            LocalAsn = o.Optional("localASN", Scalars.UInt32(), 0u, "Own number towards this neighbour; 0 is that of the speaker."),
            Passive = o.Optional("passive", Scalars.Bool, false, "True: the neighbour makes the connection."),
            HoldTime = o.Optional("holdTime", Scalars.Duration, TimeSpan.Zero, "Silence after which the neighbour is gone; 0 leaves it to the speaker.", "9s"),
            Bfd = o.Object("bfd", BfdConfig.Read, "Finds out within a moment when the neighbour is gone."),
        };
    }

    /// <summary>Its address or link.</summary>
    public override string ToString() => Address?.ToString() ?? Link.ToString() ?? "";
}

/// <summary><c>bfd</c> of a neighbour (RFC 5880).</summary>
/// <param name="TransmitInterval">Zero leaves it to the speaker.</param>
/// <param name="ReceiveInterval">Zero leaves it to the speaker.</param>
/// <param name="DetectMultiplier">0 leaves it to the speaker.</param>
public sealed record BfdConfig(TimeSpan TransmitInterval, TimeSpan ReceiveInterval, uint DetectMultiplier)
{
    internal static BfdConfig Read(ObjectReader o) => new(
        o.Optional("transmitInterval", Scalars.Duration, TimeSpan.Zero, "Least time between packets sent; 0 leaves it to the speaker.", "300ms"),
        o.Optional("receiveInterval", Scalars.Duration, TimeSpan.Zero, "Least time between packets received; 0 leaves it to the speaker.", "300ms"),
        o.Optional("detectMultiplier", Scalars.UInt32(most: 255), 0u, "Packets missed after which the neighbour is gone; 0 leaves it to the speaker.", "3"));
}
