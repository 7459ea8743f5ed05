namespace Ichor.Config;

/// <summary>Numbers whose zero means "not given", as in Go's structs.</summary>
internal static class NonZero
{
    public static uint? Of(uint? number) => number == 0 ? null : number;
}
