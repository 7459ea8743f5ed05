using static Ichor.Netlink.Kernel.EthtoolConstants;

namespace Ichor.Netlink.Generic;

/// <summary>A feature (offload) of a link.</summary>
/// <param name="Name">The kernel's name, such as <c>tx-tcp-segmentation</c>.</param>
/// <param name="IsActive">Whether it is on.</param>
/// <param name="IsWanted">Whether it was asked for; it is not active if something that it needs is off.</param>
/// <param name="CanChange">Whether it can be switched.</param>
public readonly record struct EthtoolFeature(string Name, bool IsActive, bool IsWanted, bool CanChange);

/// <summary>Features of a link, in the kernel's order.</summary>
/// <param name="Index">Index of the link.</param>
/// <param name="Features">All that the kernel knows.</param>
public sealed record EthtoolFeatures(int Index, EquatableList<EthtoolFeature> Features)
{
    /// <summary>Reads the payload of ETHTOOL_MSG_FEATURES_GET_REPLY.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not such a message.</exception>
    public static EthtoolFeatures Decode(ReadOnlySpan<byte> payload)
    {
        EthtoolBitset hardware = EthtoolBitset.Empty, wanted = EthtoolBitset.Empty, active = EthtoolBitset.Empty, stuck = EthtoolBitset.Empty;
        var attributes = EthtoolMessage.Read(payload, out var index);
        foreach (var attribute in attributes)
            switch (attribute.Type)
            {
                case ETHTOOL_A_FEATURES_HW: hardware = EthtoolBitset.Read(attribute); break;
                case ETHTOOL_A_FEATURES_WANTED: wanted = EthtoolBitset.Read(attribute); break;
                case ETHTOOL_A_FEATURES_ACTIVE: active = EthtoolBitset.Read(attribute); break;
                case ETHTOOL_A_FEATURES_NOCHANGE: stuck = EthtoolBitset.Read(attribute); break;
            }
        var (on, asked, can, cannot) = (Names(active), Names(wanted), Names(hardware), Names(stuck));
        return new EthtoolFeatures(index, new((hardware.Mask ?? hardware.Set).Select(name =>
            new EthtoolFeature(name, on.Contains(name), asked.Contains(name), can.Contains(name) && !cannot.Contains(name)))));
    }

    private static HashSet<string> Names(EthtoolBitset bits) => bits.Set.ToHashSet(StringComparer.Ordinal);

    /// <summary>The feature of that name, or null.</summary>
    public EthtoolFeature? Find(string name)
    {
        foreach (var feature in Features)
            if (feature.Name == name)
                return feature;
        return null;
    }
}
