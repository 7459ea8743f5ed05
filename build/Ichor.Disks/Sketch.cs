namespace Ichor.Disks;
#pragma warning disable CS1591, CA1822, IDE0060, CA1801, CA1806 // signatures first, so that the image builder can be written against them; each moves to its own file when it works

/// <summary>Wrappers around a raw disk.</summary>
public static class VirtualDisk
{
    public static void WriteQcow2(Content disk, Stream destination) => throw new NotSupportedException();
    public static Content FixedVhd(Content disk, DateTimeOffset? time = null) => throw new NotSupportedException();
    public static void WriteStreamVmdk(Content disk, Stream destination) => throw new NotSupportedException();
}
