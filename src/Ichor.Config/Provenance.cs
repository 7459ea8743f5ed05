namespace Ichor.Config;

/// <summary>Where a wish was written: a line of a config file, or an argument of the kernel command line.</summary>
/// <param name="Source">File name, <c>cmdline</c>, or whatever else the wish came from.</param>
/// <param name="Line">Line from 1; 0 when the source has no lines.</param>
/// <param name="Text">The text itself when it is short, as <c>ip=…</c>.</param>
public sealed record Provenance(string Source, int Line = 0, string? Text = null)
{
    /// <summary>Source of everything read from the kernel command line.</summary>
    public const string CommandLineSource = "cmdline";

    /// <summary>For values that nobody wrote: built-in defaults.</summary>
    public static Provenance BuiltIn { get; } = new("built-in");

    /// <summary><c>config.yaml:7</c> or <c>cmdline ip=…</c>.</summary>
    public override string ToString() =>
        (Line > 0 ? $"{Source}:{Line}" : Source) + (Text is null ? "" : $" {Text}");
}
