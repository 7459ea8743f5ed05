namespace Ichor.Config;

/// <summary>A document beside v1alpha1 that says one thing about the machine.</summary>
internal interface IConfigDocument
{
    /// <summary>The key of the v1alpha1 document that says the same and is set, so that both cannot hold; else null.</summary>
    string? ConflictWith(MachineConfig machine) => null;

    /// <summary>What is wrong with the document in a config of which it is a part, in words; null when nothing is.</summary>
    string? RefuseIn(MachineConfig whole) => null;

    /// <summary>The config with what the document says.</summary>
    MachineConfig AddTo(MachineConfig machine);
}
