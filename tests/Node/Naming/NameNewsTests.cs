using Ichor.Config;
using Ichor.Network;
using Ichor.Node.Naming;

namespace Ichor.Node.Tests.Naming;

public class NameNewsTests
{
    private static readonly Because Because = new(Layer.Configuration, "config", new Provenance("config.yaml", 4));

    private readonly List<string> _lines = [];

    private static Condition Selector(ConditionState state, string reason) => new(new ObjectKey("selector", "machine.network.interfaces[0]"), state, reason, Because);

    [Fact]
    public void The_links_of_a_selector_are_told_once_and_again_when_they_are_others()
    {
        var news = new NameNews(_lines.Add, line => _lines.Add("warning: " + line));

        news.Tell([Selector(ConditionState.Applied, "driver=e1000 applies to enp0s3, enp0s4")], isPatient: true);
        news.Tell([Selector(ConditionState.Applied, "driver=e1000 applies to enp0s3, enp0s4")], isPatient: true);
        news.Tell([Selector(ConditionState.Applied, "driver=e1000 applies to enp0s3, enp0s4, enp0s5")], isPatient: true);

        Assert.Equal(
        [
            "driver=e1000 applies to enp0s3, enp0s4   configuration (config.yaml:4)",
            "driver=e1000 applies to enp0s3, enp0s4, enp0s5   configuration (config.yaml:4)",
        ], _lines);
    }

    [Fact]
    public void A_selector_that_still_waits_and_other_objects_are_no_news_here()
    {
        new NameNews(_lines.Add, line => _lines.Add("warning: " + line)).Tell([Selector(ConditionState.Waiting, "for a link"), new(new ObjectKey("link", "eth0"), ConditionState.Failed, "no", Because)], isPatient: true);

        Assert.Empty(_lines);
    }

    [Fact]
    public void A_selector_that_waits_when_the_links_should_have_come_is_told_once_with_what_is_there()
    {
        var news = new NameNews(_lines.Add, line => _lines.Add("warning: " + line));

        news.Tell([Selector(ConditionState.Waiting, "for a link; present: eth0")], isPatient: false);
        news.Tell([Selector(ConditionState.Waiting, "for a link; present: eth0, eth1")], isPatient: false);
        news.Tell([Selector(ConditionState.Applied, "driver=e1000 applies to eth2")], isPatient: false);
        news.Tell([Selector(ConditionState.Waiting, "for a link; present: eth0, eth1")], isPatient: false);

        Assert.Equal(
        [
            "warning: waiting for a link; present: eth0   configuration (config.yaml:4)",
            "driver=e1000 applies to eth2   configuration (config.yaml:4)",
            "warning: waiting for a link; present: eth0, eth1   configuration (config.yaml:4)",
        ], _lines);
    }
}
