namespace Ichor.Network;

/// <summary>
/// What is found out about one link on the way: steps that can be taken now, and what holds up the rest. The steps go first;
/// what is then left is the link's condition in the pass after them.
/// </summary>
internal sealed class LinkSteps
{
    private readonly List<string> _refusals = [];
    private readonly List<string> _waits = [];

    public List<Operation> Steps { get; } = [];

    public void Add(Operation step) => Steps.Add(step);

    public void Refuse(string why) => _refusals.Add(why);

    public void Wait(string forWhat) => _waits.Add(forWhat);

    public Decision Decide() =>
        Steps.Count > 0 ? Decision.Do([.. Steps])
        : _refusals.Count > 0 ? Decision.Refuse(string.Join("; ", _refusals))
        : _waits.Count > 0 ? Decision.Wait(string.Join("; for ", _waits))
        : Decision.InSync;
}
