using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class EnvironmentTests : IDisposable
{
    private readonly NodeCluster cluster = new();

    public EnvironmentTests()
    {
        cluster.Cluster.Create(KnownResources.ConfigMaps,
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: conf, namespace: default}, data: {COLOR: red, SIZE: big} }");
        cluster.Cluster.Create(KnownResources.Secrets,
            "{apiVersion: v1, kind: Secret, metadata: {name: keys, namespace: default}, data: {TOKEN: c2VjcmV0} }");
    }

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task Variables_come_from_values_fields_and_keys()
    {
        var log = await Run("""
            envFrom: [{configMapRef: {name: conf}, prefix: C_}, {secretRef: {name: none, optional: true} }]
                env:
                - {name: PLAIN, value: text}
                - {name: JOINED, value: "$(PLAIN)-$(C_COLOR)-$(MISSING)-$$(PLAIN)"}
                - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name} } }
                - {name: SPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace} } }
                - {name: APP, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"} } }
                - {name: NOTE, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['note']"} } }
                - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP} } }
                - {name: KEY, valueFrom: {configMapKeyRef: {name: conf, key: SIZE} } }
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: keys, key: TOKEN} } }
                - {name: GONE, valueFrom: {secretKeyRef: {name: none, key: x, optional: true} } }
                - {name: with.dot, value: kept}
                - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu} } }
                resources: {limits: {cpu: 1500m} }
            """);

        var address = cluster.Pod()!.Text("status", "podIP");
        foreach (var line in new[]
        {
            "PLAIN=text", "JOINED=text-red-$(MISSING)-$(PLAIN)", "C_SIZE=big", "NAME=p", "SPACE=default", "APP=p", "NOTE=hello",
            "IP=" + address, "KEY=big", "TOKEN=secret", "with.dot=kept", "CPU=2", "HOSTNAME=p",
            "MODELWRIGHT_BIND_ADDRESS=" + address, "ORT_DISABLE_TELEMETRY=1",
        })
        {
            log.ShouldContain(line);
        }

        log.ShouldNotContain(line => line.StartsWith("GONE="));
    }

    [Fact]
    public async Task The_hosts_own_variables_stay_out()
    {
        Environment.SetEnvironmentVariable("MODELWRIGHT_TEST_LEAK", "1");
        (await Run("")).ShouldNotContain(line => line.StartsWith("MODELWRIGHT_TEST_LEAK"));
    }

    [Fact]
    public async Task A_missing_key_waits_and_the_container_starts_when_it_comes()
    {
        cluster.RunScript("echo $MODE", container: "env: [{name: MODE, valueFrom: {configMapKeyRef: {name: conf, key: MODE} } }]");
        await cluster.Until(() => cluster.Container().Text("state", "waiting", "reason") == "CreateContainerConfigError");
        cluster.Container().Text("state", "waiting", "message")!.ShouldContain("key MODE");

        cluster.Cluster.Change(KnownResources.ConfigMaps, "conf", map => map.Ensure("data")["MODE"] = "fast");
        await cluster.UntilPhase("Succeeded");
        (await cluster.Log()).ShouldBe("fast\n");
    }

    [Theory]
    [InlineData("$(A)", "1")]
    [InlineData("x$(A)y$(B)z", "x1y22z")]
    [InlineData("$(C)", "$(C)")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$$$(A)", "$1")]
    [InlineData("$(A", "$(A")]
    [InlineData("cost $5 $", "cost $5 $")]
    public void Expansion_follows_the_api(string text, string expected) =>
        VariableExpansion.Expand(text, new Dictionary<string, string> { ["A"] = "1", ["B"] = "22" }).ShouldBe(expected);

    private async Task<string[]> Run(string container)
    {
        cluster.RunScript("", container: "command: [env]\n    " + container);
        await cluster.UntilPhase("Succeeded");
        return (await cluster.Log()).Split('\n');
    }
}
