using System.Net;

namespace Ichor.Protocols.Dhcp;

/// <summary>The options that client and responder understand, one row each (RFC 2132 unless another is named).</summary>
public static class DhcpOptions
{
    /// <summary>Mask of the subnet.</summary>
    public static readonly DhcpOption<int> SubnetMask = new(1, "subnet mask", SubnetMaskWire.Read, SubnetMaskWire.Write);

    /// <summary>Routers, the preferred one first.</summary>
    public static readonly DhcpOption<ValueList<IPAddress>> Routers = new(3, "routers", OptionWire.ReadAddresses, OptionWire.WriteAddresses);

    /// <summary>Name servers, the preferred one first.</summary>
    public static readonly DhcpOption<ValueList<IPAddress>> NameServers = new(6, "name servers", OptionWire.ReadAddresses, OptionWire.WriteAddresses);

    /// <summary>Host name, with or without a domain.</summary>
    public static readonly DhcpOption<string> HostName = new(12, "host name", DomainName.Read, DomainName.Write);

    /// <summary>Domain for names without one.</summary>
    public static readonly DhcpOption<string> Domain = new(15, "domain", DomainName.Read, DomainName.Write);

    /// <summary>Largest IP packet on this link.</summary>
    public static readonly DhcpOption<ushort> InterfaceMtu = new(26, "interface MTU", OptionWire.ReadUInt16, OptionWire.WriteUInt16);

    /// <summary>Broadcast address of the subnet.</summary>
    public static readonly DhcpOption<IPAddress> BroadcastAddress = new(28, "broadcast address", OptionWire.ReadAddress, OptionWire.WriteAddress);

    /// <summary>Routes to classful destinations; superseded by <see cref="ClasslessRoutes"/>.</summary>
    public static readonly DhcpOption<ValueList<DhcpRoute>> StaticRoutes = new(33, "static routes", StaticRoutesWire.Read, StaticRoutesWire.Write);

    /// <summary>Time servers that speak NTP.</summary>
    public static readonly DhcpOption<ValueList<IPAddress>> TimeServers = new(42, "time servers", OptionWire.ReadAddresses, OptionWire.WriteAddresses);

    /// <summary>The address that the client would like, or that the message is about.</summary>
    public static readonly DhcpOption<IPAddress> RequestedAddress = new(50, "requested address", OptionWire.ReadAddress, OptionWire.WriteAddress);

    /// <summary>Seconds for which the address is granted; 0xffffffff is for ever.</summary>
    public static readonly DhcpOption<uint> LeaseTime = new(51, "lease time", OptionWire.ReadUInt32, OptionWire.WriteUInt32);

    /// <summary>Which of the fixed fields hold options too: 1 file, 2 sname, 3 both.</summary>
    public static readonly DhcpOption<byte> Overload = new(52, "option overload", OptionWire.ReadUInt8, OptionWire.WriteUInt8);

    /// <summary>What the message says.</summary>
    public static readonly DhcpOption<byte> MessageType = new(53, "message type", OptionWire.ReadUInt8, OptionWire.WriteUInt8);

    /// <summary>Address by which a server is told from others.</summary>
    public static readonly DhcpOption<IPAddress> ServerIdentifier = new(54, "server identifier", OptionWire.ReadAddress, OptionWire.WriteAddress);

    /// <summary>Codes of the options that the client wants, the preferred one first.</summary>
    public static readonly DhcpOption<ValueList<byte>> ParameterRequestList = new(55, "parameter request list", OptionWire.ReadBytes, OptionWire.WriteBytes);

    /// <summary>Why a server said no.</summary>
    public static readonly DhcpOption<string> Message = new(56, "message", OptionWire.ReadText, OptionWire.WriteText);

    /// <summary>Largest DHCP message that the client takes.</summary>
    public static readonly DhcpOption<ushort> MaximumMessageSize = new(57, "maximum message size", OptionWire.ReadUInt16, OptionWire.WriteUInt16);

    /// <summary>Seconds from the grant until the client renews (T1).</summary>
    public static readonly DhcpOption<uint> RenewalTime = new(58, "renewal time", OptionWire.ReadUInt32, OptionWire.WriteUInt32);

    /// <summary>Seconds from the grant until the client asks any server (T2).</summary>
    public static readonly DhcpOption<uint> RebindingTime = new(59, "rebinding time", OptionWire.ReadUInt32, OptionWire.WriteUInt32);

    /// <summary>Kind of client.</summary>
    public static readonly DhcpOption<string> VendorClass = new(60, "vendor class", OptionWire.ReadText, OptionWire.WriteText);

    /// <summary>By what a server tells this client from others.</summary>
    public static readonly DhcpOption<ClientIdentifier> ClientIdentifier = new(61, "client identifier", Dhcp.ClientIdentifier.Read, Dhcp.ClientIdentifier.Write);

    /// <summary>Domains in which names are looked up (RFC 3397).</summary>
    public static readonly DhcpOption<ValueList<string>> DomainSearch = new(119, "domain search", DomainSearchWire.Read, DomainSearchWire.Write);

    /// <summary>Routes; when present, routers and static routes do not count (RFC 3442).</summary>
    public static readonly DhcpOption<ValueList<DhcpRoute>> ClasslessRoutes = new(121, "classless routes", ClasslessRoutesWire.Read, ClasslessRoutesWire.Write);
}
