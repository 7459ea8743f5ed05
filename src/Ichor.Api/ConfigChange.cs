namespace Ichor.Api;

/// <summary>For how long a config is meant.</summary>
public enum ChangeMode
{
    /// <summary>It rules from now on, and after the next boot.</summary>
    Permanent,

    /// <summary>It rules until it is confirmed, or else goes away by itself.</summary>
    Trial,

    /// <summary>Nothing changes; the answer says what would.</summary>
    DryRun,
}

/// <summary>A machine config that somebody hands to a node.</summary>
/// <param name="Config">Its text.</param>
/// <param name="Source">What messages call it: the name of its file.</param>
/// <param name="Mode">For how long it is meant.</param>
/// <param name="Timeout">A trial that is not confirmed by then is rolled back.</param>
/// <param name="Grace">A trial is rolled back when connectivity that was there before has been gone for so long.</param>
public sealed record ConfigChange(string Config, string Source, ChangeMode Mode, TimeSpan Timeout, TimeSpan Grace)
{
    /// <summary>The timeout of who names none.</summary>
    public static TimeSpan UsualTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The grace of who names none.</summary>
    public static TimeSpan UsualGrace { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Longer than this is nobody's trial.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(1);
}
