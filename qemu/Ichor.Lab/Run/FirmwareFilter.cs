namespace Ichor.Lab.Run;

/// <summary>
/// Takes the firmware's control sequences (clear the screen, move the cursor, 80 columns) out of the console, so that they do
/// not wipe what a person had on their terminal. From the kernel's first line on everything passes.
/// </summary>
public sealed class FirmwareFilter
{
    const byte Escape = 0x1b;
    static readonly byte[] KernelStarts = "Linux version"u8.ToArray();

    bool inSequence, kernelRuns;
    int matched;

    /// <summary>What of the bytes is for the screen; a sequence may be split between two calls.</summary>
    public ReadOnlyMemory<byte> Filter(ReadOnlySpan<byte> bytes)
    {
        if (kernelRuns)
            return bytes.ToArray();
        var shown = new List<byte>(bytes.Length);
        foreach (var b in bytes)
            if (kernelRuns || !IsControl(b))
            {
                shown.Add(b);
                Match(b);
            }
        return shown.ToArray();
    }

    /// <summary>ESC [ parameters, which are below 0x40, and one final byte (ECMA-48 section 5.4).</summary>
    bool IsControl(byte b)
    {
        if (b == Escape)
            return inSequence = true;
        if (!inSequence)
            return false;
        inSequence = b is (byte)'[' or < 0x40;
        return true;
    }

    void Match(byte b)
    {
        matched = b == KernelStarts[matched] ? matched + 1 : b == KernelStarts[0] ? 1 : 0;
        if (matched < KernelStarts.Length)
            return;
        kernelRuns = true;
        matched = 0;
    }
}
