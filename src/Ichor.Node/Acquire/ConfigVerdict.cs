namespace Ichor.Node.Acquire;

/// <summary>What became of a config that was found.</summary>
internal enum ConfigVerdict
{
    /// <summary>It has errors and does not rule.</summary>
    Refused,

    /// <summary>It rules, and the next source may add to it: it has no document of the machine itself.</summary>
    Partial,

    /// <summary>It rules, and no further source is asked.</summary>
    Complete,
}
