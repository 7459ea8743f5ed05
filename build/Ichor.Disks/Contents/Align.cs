namespace Ichor.Disks;

internal static class Align
{
    public const long MiB = 1024 * 1024;

    /// <summary>The next multiple of <paramref name="unit"/> that is not below <paramref name="value"/>.</summary>
    public static long Up(long value, long unit) => (value + unit - 1) / unit * unit;

    public static long DivideUp(long value, long unit) => (value + unit - 1) / unit;
}
