namespace Ichor.Config;

/// <summary>Parts of the platform's document that are accepted and not acted upon (Talos's ProbeSpecSpec and PlatformMetadataSpec).</summary>
internal static class PlatformForeign
{
    public static KnownShape Probes { get; } = KnownShape.ListOf(KnownShape.Object(
        ("interval", KnownShape.Text), ("failureThreshold", KnownShape.Integer), ("layer", KnownShape.Text),
        ("tcp", KnownShape.Object(("endpoint", KnownShape.Text), ("timeout", KnownShape.Text))),
        ("http", KnownShape.Object(("url", KnownShape.Any), ("timeout", KnownShape.Text)))));

    public static KnownShape Metadata { get; } = KnownShape.Object(
        ("platform", KnownShape.Text), ("hostname", KnownShape.Text), ("region", KnownShape.Text), ("zone", KnownShape.Text),
        ("instanceType", KnownShape.Text), ("instanceId", KnownShape.Text), ("providerId", KnownShape.Text), ("spot", KnownShape.Boolean),
        ("internalDNS", KnownShape.Text), ("externalDNS", KnownShape.Text), ("tags", KnownShape.TextMap));
}
