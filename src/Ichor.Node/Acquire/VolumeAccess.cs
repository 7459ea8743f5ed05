using Ichor.Node.State;

namespace Ichor.Node.Acquire;

/// <summary>What is done to disks, which may take for ever: called on threads beside the loop. The defaults are those of a node.</summary>
internal sealed record VolumeAccess
{
    /// <summary>The disks and partitions that are there. Does not touch them.</summary>
    public Func<IEnumerable<string>> All { get; init; } = BlockDevices.All;

    /// <summary>Type and label of a device's file system, or <see cref="MetaVolume.Type"/>; null when it is none that is looked for.</summary>
    public Func<string, (string Type, string Label)?> Identify { get; init; } = device =>
        MetaVolume.Is(device) ? (MetaVolume.Type, Config.MetaPartition.Label) : VolumeLabel.Of(device);

    /// <summary>Mounts a device with a file system of this type for good.</summary>
    public Func<string, string, StateFolder> MountState { get; init; } = StateVolume.Mount;

    /// <summary>The text of the machine config on a device with a file system of this type.</summary>
    public Func<string, string, string> ReadConfig { get; init; } = ConfigVolume.ReadFrom;

    /// <summary>What is in a partition META.</summary>
    public Func<string, Config.MetaReading> ReadMeta { get; init; } = MetaVolume.ReadFrom;
}
