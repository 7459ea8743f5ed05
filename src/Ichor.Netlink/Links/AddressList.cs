using System.Net;

namespace Ichor.Netlink.Links;

/// <summary>IP addresses in a fixed order, compared by value.</summary>
public sealed class AddressList(IEnumerable<IPAddress> addresses) : EquatableList<IPAddress>(addresses);
