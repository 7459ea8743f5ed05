#pragma warning disable MA0047   // the runtime looks for it without a namespace

/// <summary>Called by the runtime before Main when DOTNET_STARTUP_HOOKS names this assembly: makes it the role <c>run-as</c>.</summary>
static class StartupHook
{
    public static void Initialize() => Environment.Exit(Ichor.Init.RunAs.Run(Environment.GetCommandLineArgs()[1..]));
}
