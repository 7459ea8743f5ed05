using Ichor.Network;

namespace Ichor.Node;

/// <summary>
/// Names links so that a mistake in that does not keep the network down: a link whose naming failed keeps the kernel's name and
/// is used under it. That is a failed condition until links are named the next time.
/// </summary>
/// <param name="name">Names what is new; true when there was any.</param>
/// <param name="observed">Has the links.</param>
/// <param name="mistakes">Takes what went wrong.</param>
internal sealed class SurvivingNames(Func<bool> name, Observed observed, Mistakes mistakes)
{
    public bool Apply()
    {
        if (observed.Links.All(link => link.Named))
            return false;
        var named = false;
        if (mistakes.Try("naming", "links", () => named = name()))
            return named;
        foreach (var link in observed.Links.Where(link => !link.Named).ToList())
            observed.Put(link with { Named = true });
        return true;
    }
}
