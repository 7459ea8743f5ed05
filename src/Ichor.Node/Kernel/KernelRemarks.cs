namespace Ichor.Node.Kernel;

/// <summary>
/// What the kernel says beside its answers, and what of those cannot be read. Each text is logged once: a link whose answer
/// cannot be read is asked again and again, and one line about it is enough.
/// </summary>
internal sealed class KernelRemarks
{
    /// <summary>A list of different ones must not grow for ever.</summary>
    private const int MostTexts = 200;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>How many there were, repeated ones included.</summary>
    public long Count { get; private set; }

    public void Tell(string remark)
    {
        Count++;
        if (_told.Count < MostTexts && _told.Add(remark))
            Log.Warning(remark);
    }
}
