namespace Ichor.Api.Local;

/// <summary>Error codes of the local protocol.</summary>
public static class LocalErrors
{
    /// <summary>Not a JSON object of the expected form.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>A line longer than <see cref="LocalSession.MaxLine"/>.</summary>
    public const string TooLong = "too-long";

    public const string UnknownVerb = "unknown-verb";

    public const string UnknownType = "unknown-type";

    /// <summary>The name fits several types; the message lists them.</summary>
    public const string AmbiguousType = "ambiguous-type";

    public const string NotFound = "not-found";

    /// <summary>This node does not offer the verb.</summary>
    public const string NotAvailable = "not-available";

    /// <summary>The reader is too slow; a watch was ended.</summary>
    public const string Overrun = "overrun";

    /// <summary>The node's process was restarted while the call was in flight (told by the client side).</summary>
    public const string Restarted = "restarted";

    /// <summary>The verb was tried and failed; the message is the reason.</summary>
    public const string Failed = "failed";
}

/// <summary>An error that one request is answered with.</summary>
public sealed class LocalApiException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="LocalErrors"/>.</summary>
    public string Code { get; } = code;
}
