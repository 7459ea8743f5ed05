namespace Ichor.Netlink.Links;

/// <summary>How a kind of link relates to other links; it decides the order of creation.</summary>
public enum Stacking
{
    /// <summary>Stands alone.</summary>
    Independent,
    /// <summary>Has ports (bond, bridge, VRF).</summary>
    Master,
    /// <summary>Has a parent that must exist first (VLAN).</summary>
    Stacked,
}
