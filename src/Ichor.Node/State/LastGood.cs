namespace Ichor.Node.State;

/// <summary>
/// The config that has proved good, and the one before it. At every moment at least one of the two is whole: the present one
/// gets its second name before the new one gets the first.
/// </summary>
internal sealed class LastGood(StateFolder folder)
{
    private const string Current = "config.yaml", Previous = "config.previous.yaml", Next = "config.next.yaml";

    public StateFolder Folder => folder;

    /// <summary>What can be used, the newest first.</summary>
    /// <param name="complain">Takes a line for each file that cannot.</param>
    public IEnumerable<StoredConfig> Load(Action<string> complain)
    {
        foreach (var name in (string[])[Current, Previous])
            if (Load(name, complain) is { } stored)
                yield return stored;
    }

    /// <summary>False when it is what is kept already.</summary>
    public bool Save(StoredConfig config)
    {
        var kept = Load(Current, _ => { });
        if (kept is { Saved: not null } && kept.Text == config.Text)
            return false;
        folder.Write(Next, config.ToBytes());
        if (kept is not null)       // a spoilt one must not take the place of one that is whole
            folder.Rename(Current, Previous);
        folder.Rename(Next, Current);
        return true;
    }

    private StoredConfig? Load(string name, Action<string> complain)
    {
        try
        {
            if (folder.Read(name) is not { } bytes)
                return null;
            if (StoredConfig.Read(bytes, $"{StateVolume.Label}/{name}") is { } stored)
                return stored;
            complain($"{folder.Volume ?? folder.Path}: {name} is not what was saved; it is left alone");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            complain($"{folder.Volume ?? folder.Path}: {e.Message}");
        }
        return null;
    }
}
