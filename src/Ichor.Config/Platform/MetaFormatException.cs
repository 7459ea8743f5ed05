namespace Ichor.Config;

/// <summary>Bytes that are no values of META, and what is wrong with them.</summary>
public sealed class MetaFormatException(string message) : FormatException(message);
