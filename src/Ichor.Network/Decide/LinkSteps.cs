namespace Ichor.Network;

/// <summary>
/// What is found out about one link on the way: steps that can be taken now, and what holds up the rest. The steps go first;
/// what is then left is the link's condition in the pass after them.
/// </summary>
internal sealed class LinkSteps
{
    // Most links need nothing.
    private List<Operation>? _steps;
    private List<string>? _refusals, _waits;

    public IReadOnlyList<Operation> Steps => _steps ?? [];

    public void Add(Operation step) => (_steps ??= []).Add(step);

    public void Refuse(string why) => (_refusals ??= []).Add(why);

    public void Wait(string forWhat) => (_waits ??= []).Add(forWhat);

    public Decision Decide() =>
        _steps is not null ? Decision.Do([.. _steps])
        : _refusals is not null ? Decision.Refuse(string.Join("; ", _refusals))
        : _waits is not null ? Decision.Wait(string.Join("; for ", _waits))
        : Decision.InSync;
}
