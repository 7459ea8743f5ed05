namespace Ichor.Network.Names;

/// <summary>Links that have been renamed already and are looked at as though they had not.</summary>
/// <param name="Includes">Whether a link, by its present name, is one of them.</param>
/// <param name="KernelName">What the kernel called one of them, by its present name; null where nobody remembers.</param>
/// <param name="AreRenamed">
/// True: they give up their names, and names are dealt out again. False: each name stays with the link that has it, and only the
/// reasons are found again.
/// </param>
public sealed record AsNew(Func<string, bool> Includes, Func<string, string?> KernelName, bool AreRenamed)
{
    /// <summary>Links are as they are.</summary>
    public static AsNew None { get; } = new(_ => false, _ => null, AreRenamed: false);

    /// <summary>All of a machine of which nothing else is known than its present state.</summary>
    public static AsNew All { get; } = new(_ => true, _ => null, AreRenamed: true);
}
