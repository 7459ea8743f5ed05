namespace Ichor.Network;

/// <summary>Where a wish comes from; a higher layer wins over a lower one.</summary>
/// <remarks>The order is Talos's: what an operator learns (DHCP) beats the command line and loses to the machine config.</remarks>
public enum Layer
{
    Default,
    CommandLine,
    Platform,
    Operator,
    Configuration,
}

/// <summary>The texts of the layers, as Talos prints them.</summary>
public static class LayerText
{
    public static string Text(this Layer layer) => layer switch
    {
        Layer.Default => "default",
        Layer.CommandLine => "cmdline",
        Layer.Platform => "platform",
        Layer.Operator => "operator",
        _ => "configuration",
    };
}
