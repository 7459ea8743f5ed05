namespace Ichor.Config;

/// <summary>An entry of <c>machine.logging.destinations</c>.</summary>
/// <param name="Endpoint">URL with scheme tcp or udp, host and port.</param>
/// <param name="Tags">Added to each message.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record LogDestination(string Endpoint, ValueList<NamedText> Tags, Provenance Because)
{
    internal static ValueList<LogDestination> ReadAll(ObjectReader o) => o.List("destinations", Read, "Where messages are sent.");

    private static LogDestination Read(ObjectReader o)
    {
        var endpoint = o.Required("endpoint", Scalars.Url("tcp", "udp"), "Where messages are sent.", "tcp://192.0.2.10:5000");
        o.Required("format", Scalars.Enum(("json_lines", true)), "How a message is written.");
        return new LogDestination(endpoint, o.Map("extraTags", Scalars.NonEmptyText, Scalars.Text, NamedText.At, "Added to each message.", "rack: a1"), o.Because);
    }
}
