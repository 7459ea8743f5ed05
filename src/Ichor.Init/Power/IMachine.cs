namespace Ichor.Init.Power;

/// <summary>What a shutdown does to the machine; a test writes it down instead.</summary>
interface IMachine
{
    /// <summary>Sends the signal to every process but this one; false when there is none.</summary>
    bool SignalEverybody(int signal);

    /// <summary>Writes everything back and unmounts; may take for ever on a dead disk, so <paramref name="done"/> is called on
    /// the loop when it is finished, and not at all if it never is.</summary>
    void ReleaseFileSystems(Action<string> problem, Action done);

    /// <summary>Comes back only with an error.</summary>
    string Leave(PowerAction action);
}
