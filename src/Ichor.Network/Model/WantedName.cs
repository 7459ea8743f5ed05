namespace Ichor.Network;

/// <summary>A host name whose address the plan has use for.</summary>
/// <param name="Name">The name, as written.</param>
/// <param name="IsUnanswered">A peer at the address that is known does not answer: it is time to ask again.</param>
public sealed record WantedName(string Name, bool IsUnanswered);
