using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;
using Modelwright.LocalCluster.Node.Volumes;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class VolumeTests : IDisposable
{
    private readonly NodeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task Config_maps_secrets_and_fields_are_files()
    {
        Map("conf", "{a.txt: alpha, b.txt: beta}");
        cluster.Cluster.Create(KnownResources.Secrets,
            "{apiVersion: v1, kind: Secret, metadata: {name: keys, namespace: default}, data: {token: c2VjcmV0} }");
        cluster.RunScript("for f in /m/a.txt /m/renamed /s/token /d/app; do cat $f; echo; done; ls /o", spec: """
            volumes:
              - {name: m, configMap: {name: conf, items: [{key: a.txt, path: a.txt}, {key: b.txt, path: renamed}]} }
              - {name: s, secret: {secretName: keys} }
              - {name: d, downwardAPI: {items: [{path: app, fieldRef: {fieldPath: "metadata.labels['app']"} }]} }
              - {name: o, configMap: {name: none, optional: true} }
            """, container: """
            volumeMounts: [{name: m, mountPath: /m}, {name: s, mountPath: /s}, {name: d, mountPath: /d}, {name: o, mountPath: /o}]
            """);
        await cluster.UntilPhase("Succeeded");
        (await cluster.Log()).ShouldBe("alpha\nbeta\nsecret\np\n");
    }

    [Fact]
    public async Task Mount_paths_in_commands_lead_to_the_volumes()
    {
        Map("conf", "{a: alpha}");
        cluster.RunScript("cat /etc/conf/a; echo; cat $WHERE; echo; echo x > /scratch/y; cat /scratch/y",
            spec: "volumes: [{name: m, configMap: {name: conf} }, {name: e, emptyDir: {} }]",
            container: """
                volumeMounts: [{name: m, mountPath: /etc/conf, readOnly: true}, {name: e, mountPath: /scratch}]
                    env: [{name: WHERE, value: /etc/conf/a}]
                """);
        await cluster.UntilPhase("Succeeded");
        (await cluster.Log()).ShouldBe("alpha\nalpha\nx\n");
    }

    [Fact]
    public async Task A_changed_config_map_reaches_the_running_pod_all_at_once()
    {
        Map("conf", "{a: one, b: one}");
        cluster.RunScript("echo /conf; exec sleep 1000",
            spec: "volumes: [{name: m, configMap: {name: conf} }]", container: "volumeMounts: [{name: m, mountPath: /conf}]");
        await cluster.UntilPhase("Running");
        await cluster.Until(() => cluster.Log().GetAwaiter().GetResult().Length > 0);
        var folder = (await cluster.Log()).Trim();
        File.ReadAllText(Path.Combine(folder, "a")).ShouldBe("one");

        cluster.Cluster.Change(KnownResources.ConfigMaps, "conf", map => map["data"] = Controllers.Yaml.Object("{a: two, c: new}"));
        File.ReadAllText(Path.Combine(folder, "a")).ShouldBe("two");
        File.ReadAllText(Path.Combine(folder, "c")).ShouldBe("new");
        File.Exists(Path.Combine(folder, "b")).ShouldBeFalse();
        Directory.GetDirectories(folder, "..2*").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_config_map_holds_the_pod_until_it_comes()
    {
        cluster.RunScript("cat /conf/a", spec: "volumes: [{name: m, configMap: {name: conf} }]",
            container: "volumeMounts: [{name: m, mountPath: /conf}]");
        await cluster.Until(() => cluster.Reasons().Contains("FailedMount"));
        cluster.Container().Text("state", "waiting", "message")!.ShouldContain("configmap \"conf\" not found");

        Map("conf", "{a: there}");
        await cluster.UntilPhase("Succeeded");
        (await cluster.Log()).ShouldBe("there\n");
    }

    [Fact]
    public async Task A_claim_outlives_the_pods_that_write_to_it()
    {
        cluster.Cluster.Create(KnownResources.PersistentVolumeClaims, """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data, namespace: default}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi} } }
            """);
        const string spec = "volumes: [{name: d, persistentVolumeClaim: {claimName: data} }]";
        const string mounts = "volumeMounts: [{name: d, mountPath: /data, subPath: in/side}]";
        cluster.RunScript("echo kept > /data/file", spec: spec, container: mounts);
        await cluster.UntilPhase("Succeeded");
        cluster.Cluster.Api.Delete(KnownResources.Pods, "default", "p");
        await cluster.Until(() => cluster.Pod() is null);

        cluster.RunScript("cat /data/file", spec: spec, container: mounts);
        await cluster.UntilPhase("Succeeded");
        (await cluster.Log()).ShouldBe("kept\n");
    }

    [Theory]
    [InlineData("/data", "/m/1")]
    [InlineData("/data/", "/m/1/")]
    [InlineData("--in=/data/x", "--in=/m/1/x")]
    [InlineData("/data:/data/deep", "/m/1:/m/2")]
    [InlineData("/database", "/database")]
    [InlineData("/my/data", "/my/data")]
    [InlineData("./data", "./data")]
    [InlineData("/data.txt", "/data.txt")]
    [InlineData("file:///data/x", "file:///data/x")]
    [InlineData("'/data'", "'/m/1'")]
    public void Paths_are_replaced_only_at_their_boundaries(string text, string expected) =>
        new MountPaths([new("/data", "/m/1"), new("/data/deep/", "/m/2")]).Rewrite(text).ShouldBe(expected);

    [Theory]
    [InlineData("../out")]
    [InlineData("a/../../out")]
    [InlineData("/etc/passwd")]
    public void A_file_name_cannot_lead_out_of_its_volume(string name)
    {
        using var folder = new Modelwright.Testing.TempFolder();
        var files = new Dictionary<string, byte[]> { [name] = [1] };
        Should.Throw<ConfigurationException>(() => AtomicFolder.Write(folder.File("volume"), files, DateTimeOffset.UnixEpoch));
    }

    private void Map(string name, string data) => cluster.Cluster.Create(KnownResources.ConfigMaps,
        $$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{name}}", "namespace": "default"}, "data": {{data}} }""");
}
