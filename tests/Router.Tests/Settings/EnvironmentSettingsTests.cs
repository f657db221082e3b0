using System.Net;
using Modelwright.Router.Settings;
using Modelwright.Testing;

namespace Modelwright.Router.Tests.Settings;

public sealed class EnvironmentSettingsTests
{
    private static readonly Dictionary<string, string> Required = new()
    {
        ["MODELWRIGHT_NAMESPACE"] = "ns",
        ["MODELWRIGHT_ROUTER_PUBLIC_KEY"] = "pem",
    };

    [Fact]
    public void Defaults_are_those_of_the_contract()
    {
        var options = Read();
        (options.HttpPort, options.AdminPort).ShouldBe((8080, 8081));
        options.DrainDelay.ShouldBe(TimeSpan.FromSeconds(5));
        options.DrainTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        options.MaxRequestBytes.ShouldBe(67_108_864);
        options.RoutesDirectory.ShouldBeNull();
        options.BindAddress.ShouldBeOneOf(IPAddress.IPv6Any, IPAddress.Any);
    }

    [Fact]
    public void Variables_are_read()
    {
        var options = Read(("MODELWRIGHT_BIND_ADDRESS", "127.3.4.5"), ("MODELWRIGHT_HTTP_PORT", "0"), ("MODELWRIGHT_ADMIN_PORT", "9"),
            ("MODELWRIGHT_DRAIN_DELAY", "0.5"), ("MODELWRIGHT_ROUTES_DIR", "/routes"), ("MODELWRIGHT_MAX_REQUEST_BYTES", "1000"));
        options.BindAddress.ShouldBe(IPAddress.Parse("127.3.4.5"));
        (options.HttpPort, options.AdminPort).ShouldBe((0, 9));
        options.DrainDelay.ShouldBe(TimeSpan.FromMilliseconds(500));
        options.RoutesDirectory.ShouldBe("/routes");
        options.MaxRequestBytes.ShouldBe(1_000);
    }

    [Theory]
    [InlineData("MODELWRIGHT_NAMESPACE", " ")]
    [InlineData("MODELWRIGHT_BIND_ADDRESS", "localhost")]
    [InlineData("MODELWRIGHT_HTTP_PORT", "65536")]
    [InlineData("MODELWRIGHT_HTTP_PORT", "-1")]
    [InlineData("MODELWRIGHT_ADMIN_PORT", "8081/tcp")]
    [InlineData("MODELWRIGHT_DRAIN_DELAY", "5s")]
    [InlineData("MODELWRIGHT_DRAIN_DELAY", "-1")]
    [InlineData("MODELWRIGHT_DRAIN_TIMEOUT", "NaN")]
    [InlineData("MODELWRIGHT_DRAIN_TIMEOUT", "1e9")]
    [InlineData("MODELWRIGHT_MAX_REQUEST_BYTES", "0")]
    [InlineData("MODELWRIGHT_MAX_REQUEST_BYTES", "64Mi")]
    [InlineData("MODELWRIGHT_BACKEND_TIMEOUT", "0")]
    [InlineData("MODELWRIGHT_MAX_HEADERS", "9")]
    [InlineData("MODELWRIGHT_MAX_HEADER_BYTES", "32Ki")]
    [InlineData("MODELWRIGHT_MAX_REQUEST_LINE_BYTES", "0")]
    [InlineData("MODELWRIGHT_TLS_CERT_FILE", "/tls.crt")]
    [InlineData("MODELWRIGHT_TLS_KEY_FILE", "/tls.key")]
    [InlineData("MODELWRIGHT_FORWARD_CLIENT_TOKENS", "yes")]
    [InlineData("MODELWRIGHT_ACTIVATION_BUDGET_BYTES", "-1")]
    public void Value_out_of_range_is_named(string name, string value) =>
        Should.Throw<InvalidSettingException>(() => Read((name, value))).Message.ShouldContain(name);

    [Fact]
    public void Key_is_read_from_its_file()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("key.pem"), "from file");
        Read(("MODELWRIGHT_ROUTER_PUBLIC_KEY", ""),
            ("MODELWRIGHT_ROUTER_PUBLIC_KEY_FILE", folder.File("key.pem"))).PublicKeyPem.ShouldBe("from file");
        File.WriteAllText(folder.File("key.pem"), new string('x', 20_000));
        foreach (var file in (string[])[folder.File("key.pem"), folder.File("absent"), folder.Path])
            Should.Throw<InvalidSettingException>(() =>
                Read(("MODELWRIGHT_ROUTER_PUBLIC_KEY", ""), ("MODELWRIGHT_ROUTER_PUBLIC_KEY_FILE", file)))
                .Message.ShouldContain(file);
    }

    private static RouterOptions Read(params (string Name, string Value)[] changes)
    {
        var variables = new Dictionary<string, string>(Required);
        foreach (var (name, value) in changes) variables[name] = value;
        return EnvironmentSettings.Read(variables.GetValueOrDefault);
    }
}
