namespace Ichor.Node.Kernel;

/// <summary>Ways to be woken: machine config writes some of them out that the kernel shortens (WAKE_UCAST and so on).</summary>
internal static class WakeWays
{
    private static readonly (string Config, string Kernel)[] s_words = [("unicast", "ucast"), ("multicast", "mcast"), ("broadcast", "bcast")];

    public static string OfKernel(string way) => s_words.Where(word => word.Kernel == way).Select(word => word.Config).FirstOrDefault(way);

    public static string ToKernel(string way) => s_words.Where(word => word.Config == way).Select(word => word.Kernel).FirstOrDefault(way);
}
