namespace Ichor.Linux.Modules;

/// <summary>How a module is there, or why not, for who asked for it by name.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Error">The errno of a refusal; else 0.</param>
public readonly record struct ModuleLoad(ModuleState State, int Error = 0);

/// <summary>What became of a module that was asked for by name.</summary>
public enum ModuleState
{
    /// <summary>It was not there, and now it is, with the parameters that were given.</summary>
    Loaded,

    /// <summary>Somebody had loaded it before: parameters come too late.</summary>
    WasLoaded,

    /// <summary>It is a part of the kernel: parameters come too late.</summary>
    BuiltIn,

    /// <summary>The image has no module of this name.</summary>
    Unknown,

    /// <summary>The kernel did not take it.</summary>
    Refused,
}
