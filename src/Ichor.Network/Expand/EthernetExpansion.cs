using Ichor.Config;

namespace Ichor.Network;

/// <summary>Documents that say how a NIC works and not what it is for: they count neither as using nor as mentioning the link.</summary>
internal static class EthernetExpansion
{
    public static void Expand(Scope scope, NetworkDocuments documents)
    {
        foreach (var document in documents.Ethernets)
        {
            var because = DocumentExpansion.Why(document.Because);
            scope.Fragment.Link(scope.Resolve(document.Link, because), new LinkSpec
            {
                Ethernet = new EthernetSpec
                {
                    Rings = EthernetSpec.Table(document.Rings),
                    Features = EthernetSpec.Table(document.Features),
                    Channels = EthernetSpec.Table(document.Channels),
                    WakeOnLan = document.WakeOnLan?.Order(StringComparer.Ordinal).ToValueList(),
                },
            }, because);
        }
    }
}
