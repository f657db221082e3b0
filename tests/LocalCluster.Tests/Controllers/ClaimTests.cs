using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Controllers;

public sealed class ClaimTests : IDisposable
{
    private readonly TestCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void A_claim_is_bound_to_a_folder_of_its_own()
    {
        Claim("data");
        var claim = cluster.Api.Get(KnownResources.PersistentVolumeClaims, "default", "data")!;
        claim.Text("status", "phase").ShouldBe("Bound");
        claim.Text("status", "capacity", "storage").ShouldBe("2Gi");
        Directory.Exists(Folder(claim.Text("spec", "volumeName")!)).ShouldBeTrue();
    }

    [Fact]
    public void The_folder_goes_with_the_claim_but_not_while_a_pod_uses_it()
    {
        Claim("data");
        var folder = Folder(cluster.Api.List(KnownResources.PersistentVolumes).Single().Name());
        File.WriteAllText(Path.Combine(folder, "model"), "x");
        cluster.Create(KnownResources.Pods, """
            apiVersion: v1
            kind: Pod
            metadata: {name: user, namespace: default}
            spec:
              containers: [{name: main, image: one}]
              volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
            """);
        cluster.Api.Delete(KnownResources.PersistentVolumeClaims, "default", "data");
        cluster.Settle();
        File.Exists(Path.Combine(folder, "model")).ShouldBeTrue();

        cluster.Api.Delete(KnownResources.Pods, "default", "user");
        cluster.Settle();
        cluster.Api.Get(KnownResources.PersistentVolumeClaims, "default", "data").ShouldBeNull();
        cluster.Api.List(KnownResources.PersistentVolumes).ShouldBeEmpty();
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public void A_volume_made_by_hand_is_kept_after_its_claim()
    {
        var folder = Directory.CreateDirectory(Path.Combine(cluster.Folder, "mine")).FullName;
        cluster.Create(KnownResources.PersistentVolumes, $$$"""
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: mine}
            spec:
              capacity: {storage: 2Gi}
              accessModes: [ReadOnlyMany]
              hostPath: {path: {{{folder}}} }
              persistentVolumeReclaimPolicy: Retain
            """);
        Claim("data", "volumeName: mine");
        cluster.Api.Get(KnownResources.PersistentVolumeClaims, "default", "data")!.Text("status", "phase").ShouldBe("Bound");

        cluster.Api.Delete(KnownResources.PersistentVolumeClaims, "default", "data");
        cluster.Settle();
        cluster.Api.Get(KnownResources.PersistentVolumes, null, "mine")!.Text("status", "phase").ShouldBe("Released");
        Directory.Exists(folder).ShouldBeTrue();
    }

    private string Folder(string volume) =>
        cluster.Api.Get(KnownResources.PersistentVolumes, null, volume)!.Text("spec", "hostPath", "path")!;

    private void Claim(string name, string more = "") => cluster.Create(KnownResources.PersistentVolumeClaims, $$$"""
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: {{{name}}}, namespace: default}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 2Gi}}
          {{{more}}}
        """);
}
