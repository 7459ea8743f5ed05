using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Ichor.Images.Tests;

/// <summary>What a service finds around it: the file system and the environment.</summary>
[Trait("Category", "Qemu")]
public class ServicesTests : LaboratoryTest
{
    [Fact]
    public async Task A_service_sees_its_environment_the_appended_certificate_and_a_read_only_root()
    {
        var lan = Lab.Network("lan").WithHost("10.0.0.1");
        using var authority = new Authority();
        var node = Lab.Machine("node").Nic(lan).WithShell()
            .Cmdline("ip=10.0.0.5::10.0.0.1:255.255.255.0", "talos.environment=http_proxy=http://10.0.0.1:3128", "talos.environment=COLOUR=red")
            .Config($"""
                machine:
                  env:
                    COLOUR: blue
                    GREETING: hello there
                  files:
                    - path: /etc/ssl/certs/ca-certificates
                      op: append
                      permissions: 0o644
                      content: |
                        # the laboratory's own authority
                {authority.Pem(indent: 8)}
                    - path: /var/lib/app/settings
                      op: create
                      permissions: 0o640
                      content: made at boot
                """)
            .WithScript("app", """
                echo "service: http_proxy=$http_proxy COLOUR=$COLOUR GREETING=$GREETING"
                """, after: "files");
        await Lab.StartAsync();

        // machine.env is over the command line, which is over the built-in variables.
        await node.SaysAsync("service: http_proxy=http://10.0.0.1:3128 COLOUR=blue GREETING=hello there");

        foreach (var folder in (string[])["/", "/usr", "/etc", "/usr/bin", "/etc/ssl/certs"])
            Assert.Contains("Read-only file system", await node.ShellAsync($"touch {folder}/intruder 2>&1 || true"));
        await node.ShellAsync("for folder in /run /tmp /var /dev/shm; do echo x > $folder/guest && rm $folder/guest || exit 1; done");

        var bundle = await node.ShellAsync("cat /etc/ssl/certs/ca-certificates.crt");
        Assert.EndsWith($"# the laboratory's own authority\n{authority.Pem()}\n", bundle);
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPem(bundle);
        Assert.Equal(Regex.Count(bundle, "-----BEGIN CERTIFICATE-----"), trusted.Count);
        Assert.True(trusted.Count > 100, "the authorities of the image are still there");
        Assert.True(authority.IsAmong(trusted), "what the authority has signed is trusted by whoever trusts the node's bundle");
        Assert.Equal("640 made at boot", await node.ShellAsync("echo $(stat -c %a /var/lib/app/settings) $(cat /var/lib/app/settings) | tr -d '\\n'"));
    }
}
