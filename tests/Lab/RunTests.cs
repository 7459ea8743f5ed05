using System.Text;
using Ichor.Lab.Machines;
using Ichor.Lab.Run;
using Microsoft.Extensions.Time.Testing;

namespace Ichor.Lab.Tests;

public sealed class RunTests
{
    [Theory]
    [InlineData("", "KVM")]
    [InlineData("no /dev/kvm", "emulated: no /dev/kvm")]
    public void How_the_machine_is_run_is_told_with_the_reason(string why, string told) => Assert.EndsWith(
        $"in QEMU (UEFI, 1 network card; {told})", RunProgram.Describe(new RunSettings(), why.Length == 0 ? Accelerator.Kvm : Accelerator.Tcg with { WhyEmulated = why }));

    [Fact]
    public void A_device_that_cannot_be_opened_is_told_from_one_that_is_not_there()
    {
        var folder = Path.GetTempPath().TrimEnd('/');

        Assert.Equal("no /nowhere/kvm", Accelerator.WhyClosed("/nowhere/kvm"));
        Assert.Equal($"no permission for {folder}", Accelerator.WhyClosed(folder));       // nobody writes to a folder as to a file
        Assert.Null(Accelerator.WhyClosed("/dev/null"));
    }

    [Fact]
    public async Task A_judgement_that_hangs_ends_at_its_limit_and_names_what_it_waited_for()
    {
        var time = new FakeTimeProvider();
        var judging = new Stages(30.Seconds, time).RunAsync(stages =>
        {
            stages.Await("the node's API");
            stages.Await("a node that says it is ready");
            return new TaskCompletionSource().Task;
        });

        time.Advance(29.Seconds);
        Assert.False(judging.IsCompleted);
        time.Advance(1.Seconds);
        Assert.Equal("a node that says it is ready: not within 30 s of the start", (await Assert.ThrowsAsync<TimeoutException>(() => judging)).Message);
    }

    [Fact]
    public async Task A_judgement_that_fails_is_told_as_it_is() => Assert.Equal("refused", (await Assert.ThrowsAsync<LabException>(
        () => new Stages(30.Seconds, TimeProvider.System).RunAsync(_ => throw new LabException("refused")))).Message);

    static RunSettings Read(params string[] variables) =>
        RunSettings.Read(name => variables.Select(text => text.Split('=', 2)).FirstOrDefault(pair => pair[0] == name)?[1]);

    [Fact]
    public void Nothing_said_means_UEFI_and_one_card() =>
        Assert.Equal(new RunSettings { Firmware = Firmware.Uefi, Cards = 1 }, Read("BOOT=", "NICS=", "BOND=", "CONFIG=", "CHECK="));

    [Fact]
    public void Everything_can_be_said() =>
        Assert.Equal(new RunSettings { Firmware = Firmware.Bios, Cards = 3, Bond = true, Check = true }, Read("BOOT=bios", "NICS=3", "BOND=1", "CHECK=1"));

    [Fact]
    public void A_bond_has_two_cards_at_least_and_a_config()
    {
        var settings = Read("BOND=1");

        Assert.Equal(2, settings.Cards);
        Assert.Contains("interface: bond0", settings.MachineConfig!);
    }

    [Theory]
    [InlineData("BOOT=efi", "BOOT=efi is neither uefi nor bios")]
    [InlineData("NICS=0", "NICS=0 is not a number from 1 to 8")]
    [InlineData("NICS=two", "NICS=two is not a number from 1 to 8")]
    [InlineData("CHECK=yes", "CHECK=yes is neither 0 nor 1")]
    [InlineData("CONFIG=/nowhere.yaml", "CONFIG=/nowhere.yaml cannot be read: Could not find file '/nowhere.yaml'.")]
    public void What_cannot_be_is_told_in_one_sentence(string variable, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<LabException>(() => Read(variable)).Message);

    [Theory]
    [InlineData("ls\r", "ls\r", "")]
    [InlineData("\u0001x", "", "Leave")]
    [InlineData("a\u0001Xb", "ab", "Leave")]
    [InlineData("\u0001\u0001", "\u0001", "")]
    [InlineData("\u00011\u0001p", "", "Cable1 PowerButton")]
    [InlineData("\u0001?", "", "Help")]
    public void Keys_after_Ctrl_A_are_commands(string keys, string typed, string commands)
    {
        var through = new StringBuilder();
        var told = new List<string>();
        var escape = new EscapeKeys(bytes => through.Append(Encoding.ASCII.GetString(bytes.Span)),
            (command, number) => told.Add(command == EscapeCommand.Cable ? $"{command}{number}" : $"{command}"));

        foreach (var key in Encoding.ASCII.GetBytes(keys))          // one by one, as they arrive
            escape.Typed([key]);

        Assert.Equal((typed, commands), (through.ToString(), string.Join(' ', told)));
    }

    [Theory]
    [InlineData("\e[2J\e[01;01H\e[=3hBdsDxe: loading\r\n", "BdsDxe: loading\r\n")]
    [InlineData("\e[0m\e[37m[ 0.0] Linux version 6\r\n\e[1mbold", "[ 0.0] Linux version 6\r\n\e[1mbold")]
    public void Control_sequences_are_the_kernels_privilege(string said, string shown)
    {
        var filter = new FirmwareFilter();

        var screen = string.Concat(Encoding.ASCII.GetBytes(said).Chunk(3).Select(part => Encoding.ASCII.GetString(filter.Filter(part).Span)));

        Assert.Equal(shown, screen);
    }
}
