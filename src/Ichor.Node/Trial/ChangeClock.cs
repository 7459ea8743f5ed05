using System.Globalization;
using Ichor.Network;

namespace Ichor.Node.Trial;

/// <summary>Tells what it took to carry a config out: from its text to the moment at which there is nothing left to do for it.</summary>
internal sealed class ChangeClock(Func<TimeSpan> now, Func<Work> work)
{
    private string? _source;
    private string? _text;
    private TimeSpan _received, _begin, _read;
    private Work _before;
    private int _operations;

    /// <summary>What the last config took; empty before there was one.</summary>
    public string Text { get; private set; } = "";

    /// <summary>A config is there; it is not read yet.</summary>
    public void Received(string text) => (_text, _received) = (text, now());

    public void Read() => _read = now() - _received;

    /// <summary>It rules from now on; or one from before that need not be read again.</summary>
    public void Rules(string source, string text)
    {
        if (!ReferenceEquals(text, _text))
            (_received, _read) = (now(), TimeSpan.Zero);
        (_source, _begin, _before, _operations, _text, Text) = (source, _received, work(), 0, null, "");
    }

    /// <summary>Operations of an object were carried out.</summary>
    public void Did(OperationChain chain) => _operations += chain.Operations.Count;

    /// <summary>A burst is over. What is still being applied comes with the next.</summary>
    public void Settled(IEnumerable<Condition> unmet)
    {
        if (_source is null || unmet.Any(condition => condition.State == ConditionState.Applying))
            return;
        var done = work() - _before;
        Text = string.Create(CultureInfo.InvariantCulture,
            $"{_operations} operations in {(now() - _begin).TotalMilliseconds:0.0} ms ({_read.TotalMilliseconds:0.0} ms reading, {done.Planning.TotalMilliseconds:0.0} ms planning in {done.Passes} passes), {done.Sent.Messages} netlink messages in {done.Sent.Sends} sends");
        Log.Info($"{_source} is carried out: {Text}");
        _source = null;
    }
}
