using Ichor.Config;
using Ichor.Network;
using Ichor.Protocols.Dhcp;

namespace Ichor.Node.Operators;

/// <summary>Whether a DHCP client can run at all.</summary>
internal static class DhcpAbility
{
    /// <summary>Null, or why there will never be a lease: for people, with what to do.</summary>
    public static string? WhyNot(LinkStatus link, OperatorSpec spec)
    {
        if (link.Address is null)
            return $"{link.Name} has no Ethernet address, and DHCP goes by it: give it static addresses";
        if (spec.ClientIdentifier == DhcpClientIdentifier.Duid && spec.Duid.Count < ClientIdentifier.ShortestLength)
            return $"the client identifier has less than {ClientIdentifier.ShortestLength} bytes (duidRaw)";
        return null;
    }
}
