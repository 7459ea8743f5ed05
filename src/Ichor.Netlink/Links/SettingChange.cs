namespace Ichor.Netlink.Links;

/// <summary>In which state of an existing link the kernel lets a setting change.</summary>
public enum SettingChange
{
    /// <summary>At any time.</summary>
    Live,
    /// <summary>While the link is down.</summary>
    LinkDown,
    /// <summary>While the link is down and has no ports.</summary>
    LinkDownWithoutPorts,
    /// <summary>Never: the link has to be deleted and created again.</summary>
    Recreate,
}
