namespace Ichor.Config;

/// <summary>One word of the kernel command line.</summary>
/// <param name="Key">What stands before the first <c>=</c>; letter case counts.</param>
/// <param name="Value">What stands after it; empty when there is none.</param>
public readonly record struct KernelArgument(string Key, string Value)
{
    public override string ToString() => Value.Length == 0 ? Key : $"{Key}={Value}";
}
