namespace Ichor.Build;

/// <summary>A failure whose message tells a person what to do; printed without a stack trace.</summary>
public sealed class BuildException(string message, Exception? cause = null) : Exception(message, cause);
