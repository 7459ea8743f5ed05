namespace Ichor.Protocols.Dhcp;

/// <summary>What a DHCP message says (option 53, RFC 2132 section 9.6).</summary>
public enum DhcpMessageType : byte
{
    /// <summary>Client to all: who offers an address?</summary>
    Discover = 1,

    /// <summary>Server to client: this address is offered.</summary>
    Offer = 2,

    /// <summary>Client to server: take the offer, confirm or extend a lease.</summary>
    Request = 3,

    /// <summary>Client to server: somebody else uses the address.</summary>
    Decline = 4,

    /// <summary>Server to client: granted.</summary>
    Ack = 5,

    /// <summary>Server to client: that address is not (or no longer) yours.</summary>
    Nak = 6,

    /// <summary>Client to server: the address is given back.</summary>
    Release = 7,

    /// <summary>Client to server: settings only, the address is there already.</summary>
    Inform = 8,
}
