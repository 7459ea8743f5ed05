namespace Ichor.Config;

/// <summary>An entry of <c>machine.files</c>.</summary>
/// <param name="Content">Text to write.</param>
/// <param name="Permissions">Mode bits, at most 07777.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Op">What happens to a file that is there.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record MachineFile(string Content, uint Permissions, string Path, FileOp Op, Provenance Because);

/// <summary>What an entry of <c>machine.files</c> does.</summary>
public enum FileOp
{
    /// <summary>Makes a file, only below /var; one that exists is replaced.</summary>
    Create,

    /// <summary>Adds to a file that exists, after a line break.</summary>
    Append,

    /// <summary>Replaces a file that exists.</summary>
    Overwrite,
}
