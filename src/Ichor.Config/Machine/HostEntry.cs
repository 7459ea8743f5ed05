using System.Net;

namespace Ichor.Config;

/// <summary>A line of /etc/hosts.</summary>
public sealed record HostEntry(IPAddress Address, ValueList<string> Names, Provenance Because);
