namespace Ichor.Network.Names;

/// <summary>Rules that were added to the names over time; a naming scheme is a set of them.</summary>
/// <remarks>systemd src/shared/netif-naming-scheme.h.</remarks>
[Flags]
public enum NamingFlags
{
    None = 0,
    /// <summary>Virtual functions are named after their physical function, with v and their number.</summary>
    SriovV = 1 << 0,
    /// <summary>With ARI the function number goes beyond seven.</summary>
    NparAri = 1 << 1,
    /// <summary>InfiniBand links have names too.</summary>
    Infiniband = 1 << 2,
    /// <summary>Firmware index 0 is an index.</summary>
    ZeroIndex = 1 << 3,
    Netdevsim = 1 << 4,
    /// <summary>The firmware's label is not prefixed.</summary>
    LabelNoPrefix = 1 << 5,
    /// <summary>A slot that holds a bridge names nothing behind it.</summary>
    BridgeNoSlot = 1 << 6,
    /// <summary>s390: function_id is a slot.</summary>
    FunctionId = 1 << 7,
    /// <summary>Firmware indexes up to 65535 instead of 16383.</summary>
    Index16 = 1 << 8,
    Xen = 1 << 9,
    /// <summary>A bridge's slot does name what is behind it if that has several functions.</summary>
    BridgeMultifunction = 1 << 10,
    Devicetree = 1 << 11,
    /// <summary>USB host controllers that are not on PCI.</summary>
    UsbHost = 1 << 12,
    /// <summary>Representors of virtual functions are named with r.</summary>
    SriovR = 1 << 13,
    /// <summary>The firmware's slot number, _SUN, comes before the slots directory.</summary>
    FirmwareSun = 1 << 14,
    /// <summary>The devicetree node of the link itself comes before that of its device.</summary>
    DevicetreePort = 1 << 15,
    DevicetreeWlan = 1 << 16,
    Mctp = 1 << 17,
    /// <summary>Subfunctions are named with S.</summary>
    Subfunction = 1 << 18,
}
