using static Ichor.Netlink.Kernel.EthtoolConstants;

namespace Ichor.Netlink.Generic;

/// <summary>Where the cable goes: PORT_* of include/uapi/linux/ethtool.h.</summary>
public enum EthtoolPort : byte
{
    /// <summary>Twisted pair.</summary>
    TwistedPair = 0,
    /// <summary>AUI.</summary>
    Aui = 1,
    /// <summary>MII.</summary>
    Mii = 2,
    /// <summary>Fibre.</summary>
    Fibre = 3,
    /// <summary>BNC.</summary>
    Bnc = 4,
    /// <summary>Direct attach.</summary>
    DirectAttach = 5,
    /// <summary>None.</summary>
    None = 0xef,
    /// <summary>Something else.</summary>
    Other = 0xff,
}

/// <summary>Whether both ends send at the same time: DUPLEX_* of include/uapi/linux/ethtool.h.</summary>
public enum EthtoolDuplex : byte
{
    /// <summary>One at a time.</summary>
    Half = 0,
    /// <summary>Both.</summary>
    Full = 1,
    /// <summary>Not known, as without carrier.</summary>
    Unknown = 0xff,
}

/// <summary>What a driver says of a link's medium. Null is what it does not say.</summary>
public sealed record EthtoolLink
{
    /// <summary>Index of the link.</summary>
    public required int Index { get; init; }

    /// <summary>Where the cable goes.</summary>
    public EthtoolPort? Port { get; init; }

    /// <summary>Megabits per second; null also when it is not known.</summary>
    public uint? Speed { get; init; }

    /// <summary>Whether both ends send at the same time.</summary>
    public EthtoolDuplex? Duplex { get; init; }

    /// <summary>Whether speed and duplex are negotiated.</summary>
    public bool? AutoNegotiation { get; init; }

    /// <summary>Whether there is a link.</summary>
    public bool? HasLink { get; init; }

    /// <summary>Modes that are offered, such as <c>1000baseT/Full</c>.</summary>
    public EquatableList<string> OurModes { get; init; } = new();

    /// <summary>Modes that the card can do.</summary>
    public EquatableList<string> SupportedModes { get; init; } = new();

    /// <summary>Modes that the other end offers.</summary>
    public EquatableList<string> PeerModes { get; init; } = new();

    /// <summary>The same with what a reply of ETHTOOL_MSG_LINKINFO_GET says.</summary>
    internal EthtoolLink WithInfo(AttributeReader attributes)
    {
        var link = this;
        foreach (var attribute in attributes)
            if (attribute.Type == ETHTOOL_A_LINKINFO_PORT)
                link = link with { Port = (EthtoolPort)attribute.UInt8 };
        return link;
    }

    /// <summary>The same with what a reply of ETHTOOL_MSG_LINKMODES_GET says.</summary>
    internal EthtoolLink WithModes(AttributeReader attributes)
    {
        var link = this;
        foreach (var attribute in attributes)
            switch (attribute.Type)
            {
                case ETHTOOL_A_LINKMODES_AUTONEG: link = link with { AutoNegotiation = attribute.UInt8 != 0 }; break;
                case ETHTOOL_A_LINKMODES_SPEED: link = link with { Speed = attribute.Int32 is var speed and > 0 ? (uint)speed : null }; break;
                case ETHTOOL_A_LINKMODES_DUPLEX: link = link with { Duplex = (EthtoolDuplex)attribute.UInt8 }; break;
                case ETHTOOL_A_LINKMODES_PEER: link = link with { PeerModes = EthtoolBitset.Read(attribute).Set }; break;
                case ETHTOOL_A_LINKMODES_OURS:
                    var modes = EthtoolBitset.Read(attribute);
                    link = link with { OurModes = modes.Set, SupportedModes = modes.Mask ?? modes.Set };
                    break;
            }
        return link;
    }

    /// <summary>The same with what a reply of ETHTOOL_MSG_LINKSTATE_GET says.</summary>
    internal EthtoolLink WithState(AttributeReader attributes)
    {
        var link = this;
        foreach (var attribute in attributes)
            if (attribute.Type == ETHTOOL_A_LINKSTATE_LINK)
                link = link with { HasLink = attribute.UInt8 != 0 };
        return link;
    }
}
