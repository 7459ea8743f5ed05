namespace Ichor.Lab.Run;

/// <summary>What a key after Ctrl-A means.</summary>
public enum EscapeCommand
{
    /// <summary>X: leave.</summary>
    Leave,

    /// <summary>H: show the keys.</summary>
    Help,

    /// <summary>P: press the power button.</summary>
    PowerButton,

    /// <summary>A digit: pull or plug the cable of that card.</summary>
    Cable,
}

/// <summary>Takes the commands out of what a person types; the rest is for the machine. Ctrl-A twice types one Ctrl-A.</summary>
public sealed class EscapeKeys(Action<ReadOnlyMemory<byte>> type, Action<EscapeCommand, int> command)
{
    const byte CtrlA = 1;

    bool escaped;

    /// <summary>The keys in one line.</summary>
    public const string Help = "Ctrl-A X leaves, Ctrl-A P presses the power button, Ctrl-A 0 pulls or plugs the cable of card 0, Ctrl-A H is help";

    /// <summary>Takes what was typed; a command may be split between two calls.</summary>
    public void Typed(ReadOnlySpan<byte> keys)
    {
        var through = new List<byte>();
        foreach (var key in keys)
            if (!escaped && key == CtrlA)
                escaped = true;
            else if (!escaped || key == CtrlA)
            {
                escaped = false;
                through.Add(key);
            }
            else
            {
                escaped = false;
                Run(key);
            }
        if (through.Count > 0)
            type(through.ToArray());
    }

    void Run(byte key)
    {
        if (key is >= (byte)'0' and <= (byte)'9')
            command(EscapeCommand.Cable, key - '0');
        else
            command((char)(key | 0x20) switch               // either case
            {
                'x' => EscapeCommand.Leave,
                'p' => EscapeCommand.PowerButton,
                _ => EscapeCommand.Help,
            }, 0);
    }
}
