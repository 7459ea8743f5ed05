namespace Ichor.Init.Supervision;

/// <summary>Makes a process of a record; a test gives out numbers instead.</summary>
interface IProcessLauncher
{
    /// <summary>The process number. Throws when the program cannot be started.</summary>
    int Launch(ServiceRecord record);
}
