using System.Text;

namespace Ichor.Lab.Machines;

/// <summary>What the machine has written to its serial console so far, and what one may wait for there.</summary>
public sealed class ConsoleLog
{
    readonly Lock gate = new();
    readonly StringBuilder text = new();
    readonly List<Expectation> expected = [];
    readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    sealed record Expectation(string Text, int From, TaskCompletionSource<int> Seen);

    /// <summary>Everything written until now.</summary>
    public string Text
    {
        get
        {
            lock (gate)
                return text.ToString();
        }
    }

    /// <summary>The place after the last character, for <see cref="WaitForAsync"/> to begin at.</summary>
    public int End
    {
        get
        {
            lock (gate)
                return text.Length;
        }
    }

    /// <summary>Whether the text has appeared.</summary>
    public bool Has(string wanted) => Text.Contains(wanted, StringComparison.Ordinal);

    /// <summary>Fails if one of the texts has appeared, except where the kernel shows its command line (<c>panic=-1</c>).</summary>
    /// <exception cref="LabException">Names the text and shows the line it is on.</exception>
    public void HasNo(params ReadOnlySpan<string> unwanted)
    {
        foreach (var line in Text.Split('\n').Where(line => !line.Contains("ommand line: ", StringComparison.Ordinal)))
            foreach (var bad in unwanted)
                if (line.Contains(bad, StringComparison.OrdinalIgnoreCase))
                    throw new LabException($"the console has '{bad}': {line.Trim()}");
    }

    /// <summary>The last lines.</summary>
    public string Tail(int lines) => string.Join('\n', Text.Split('\n').TakeLast(lines).Select(line => line.TrimEnd('\r')));

    /// <summary>Completes when the text appears at or after <paramref name="from"/>, with the place after it.</summary>
    public Task<int> WaitForAsync(string wanted, int from = 0)
    {
        var wait = new Expectation(wanted, from, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
            if (!Check(wait, text.ToString()))
                expected.Add(wait);
        return wait.Seen.Task;
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            var before = text.Length;
            var chars = new char[decoder.GetCharCount(bytes, flush: false)];
            decoder.GetChars(bytes, chars, flush: false);
            text.Append(chars);
            if (expected.Count == 0)
                return;
            // What may have been completed now begins at most its own length before the new part.
            var start = Math.Max(0, before - expected.Max(wait => wait.Text.Length));
            var fresh = text.ToString(start, text.Length - start);
            expected.RemoveAll(wait => Check(wait with { From = Math.Max(0, wait.From - start) }, fresh, start));
        }
    }

    static bool Check(Expectation wait, string within, int offset = 0)
    {
        if (wait.From > within.Length)
            return false;
        var at = within.IndexOf(wait.Text, wait.From, StringComparison.Ordinal);
        return at >= 0 && wait.Seen.TrySetResult(offset + at + wait.Text.Length);
    }
}
