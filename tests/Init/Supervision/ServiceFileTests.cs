using Ichor.Init.Supervision;

namespace Ichor.Init.Tests.Supervision;

public sealed class ServiceFileTests
{
    static (ServiceRecord? Record, IReadOnlyList<string> Problems) Parse(string text) => ServiceFile.Parse("/etc/web.service", text);

    [Fact]
    public void A_full_record_is_read()
    {
        var (record, problems) = Parse("""
            # a comment
            exec = /usr/bin/web --port  80
            uid=65534
            gid=100
            after=network, time
            restart=on-failure
            env=A=1=2
            env=B=two words

            """);
        Assert.Empty(problems);
        Assert.NotNull(record);
        Assert.Equal("web", record.Name);
        Assert.Equal(["/usr/bin/web", "--port", "80"], record.Command);
        Assert.Equal((65534u, 100u), (record.User, record.Group));
        Assert.Equal(["network", "time"], record.After);
        Assert.Equal(RestartPolicy.OnFailure, record.Restart);
        Assert.Equal([("A", "1=2"), ("B", "two words")], record.Environment);
    }

    [Fact]
    public void Every_mistake_is_reported_with_its_line_and_nothing_is_started()
    {
        var (record, problems) = Parse("exec=web\r\nuid=root\ngid=-1\n\n# fine\nrestart=sometimes\ncolour=red\nnonsense\nenv=A\n=x");
        Assert.Null(record);
        Assert.Equal(
        [
            "/etc/web.service:1: exec: must begin with an absolute path",
            "/etc/web.service:2: uid: 'root' is not a number",
            "/etc/web.service:3: gid: '-1' is not a number",
            "/etc/web.service:6: restart: 'sometimes' is not one of always, on-failure, never",
            "/etc/web.service:7: colour: is not a known setting (exec, uid, gid, after, restart, env)",
            "/etc/web.service:8: 'nonsense' is not key=value",
            "/etc/web.service:9: env: 'A' is not NAME=VALUE",
            "/etc/web.service:10: '=x' is not key=value",
        ], problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("restart=always")]
    public void A_record_without_a_program_is_refused(string text) =>
        Assert.Equal(["/etc/web.service: exec: is required"], Parse(text).Problems);

    [Fact]
    public void A_user_of_its_own_is_taken_on_by_a_helper() =>
        Assert.Equal(["run-as", "65534", "7", "/bin/web", "-x"],
            RunAs.Wrap(new ServiceRecord("web", ["/bin/web", "-x"]) { User = 65534, Group = 7 }).Skip(1));
}
