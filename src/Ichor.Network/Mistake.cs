namespace Ichor.Network;

/// <summary>An exception where there should be none, in words that somebody can report.</summary>
internal static class Mistake
{
    public static string Describe(Exception e) => $"a mistake in this program, please report it: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
}
