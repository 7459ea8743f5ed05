namespace Ichor.Api.Local;

/// <summary>What a session asks of the node beside its tables. A call that is not set is answered with "not available".</summary>
/// <remarks>Called on the session's thread. An exception becomes the request's error.</remarks>
public sealed class LocalCalls
{
    /// <summary>The node's name as shown in the NODE column.</summary>
    public Func<string> NodeName { get; init; } = () => "";

    /// <summary>Version of the running system.</summary>
    public string Version { get; init; } = "";

    /// <summary>Explains an object of a kind (link, address, route, ...); null when there is none.</summary>
    public Func<string, string, Explanation?>? Explain { get; init; }

    /// <summary>Answers with log lines, now or later: role (null for all), lines from the end (null for all), the reply to use.</summary>
    public Action<string?, int?, LocalReply>? Logs { get; init; }

    /// <summary>Applies a config or says what that would do; the answer has the rows of <see cref="ChangeReport"/>.</summary>
    public Action<ConfigChange, LocalReply>? Apply { get; init; }

    /// <summary>Keeps the config that is on trial; the answer has the rows of <see cref="ChangeReport"/>.</summary>
    public Action<LocalReply>? Confirm { get; init; }

    /// <summary>Goes back to the config of before the trial; the answer has the rows of <see cref="ChangeReport"/>.</summary>
    public Action<LocalReply>? Rollback { get; init; }

    public Action? Reboot { get; init; }

    public Action? Poweroff { get; init; }
}
