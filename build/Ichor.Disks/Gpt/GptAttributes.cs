namespace Ichor.Disks;

/// <summary>Attribute bits of a GPT partition (UEFI specification 5.3.3).</summary>
[Flags]
public enum GptAttributes : ulong
{
    /// <summary>None set.</summary>
    None = 0,

    /// <summary>The platform needs the partition to function; tools should not delete it.</summary>
    Required = 1,

    /// <summary>Firmware shall not read the partition.</summary>
    NoBlockIo = 2,

    /// <summary>Legacy BIOS may boot from it.</summary>
    LegacyBiosBootable = 4,
}
