namespace Ichor.Network.Names;

/// <summary>What the generators find for one link: udev's ID_NET_NAME_* and ID_NET_LABEL_ONBOARD.</summary>
internal sealed class NameProperties
{
    /// <summary>From the hardware database.</summary>
    public string? Database { get; set; }

    public string? Onboard { get; set; }

    public string? Slot { get; set; }

    public string? Path { get; set; }

    public string? Mac { get; set; }

    /// <summary>The firmware's text for a port. Never a name.</summary>
    public string? Label { get; set; }
}
