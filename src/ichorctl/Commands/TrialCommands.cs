using System.CommandLine;

namespace Ichor.Ctl.Commands;

/// <summary><c>confirm</c> and <c>rollback</c>: how a trial ends when a person ends it.</summary>
internal static class TrialCommands
{
    public static Command Confirm()
    {
        var output = Output.Option("text");
        var command = new Command("confirm", "Keep the config that is on trial, also for the next boot") { output };
        command.SetAction((parsed, stopping) => ChangeText.RunAsync(parsed, output, client => client.ConfirmAsync(stopping), stopping));
        return command;
    }

    public static Command Rollback()
    {
        var output = Output.Option("text");
        var command = new Command("rollback", "Go back at once to the config of before the trial") { output };
        command.SetAction((parsed, stopping) => ChangeText.RunAsync(parsed, output, client => client.RollbackAsync(stopping), stopping));
        return command;
    }
}
