using System.Runtime.CompilerServices;

namespace Ichor.Node.Tests;

/// <summary>Hundreds of lines about what nodes of tests do would hide the one line about a test that failed.</summary>
internal static class QuietLog
{
    [ModuleInitializer]
    internal static void Silence() => Log.Open = static () => Stream.Null;
}
