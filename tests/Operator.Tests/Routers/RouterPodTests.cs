using k8s.Models;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Tests.Routers;

public sealed class RouterPodTests
{
    private static V1Pod Pod(string name = "modelwright-router-7c9d8-x2x4z") => new()
    {
        Metadata = new()
        {
            Name = name,
            Labels = new Dictionary<string, string>
            {
                ["app.kubernetes.io/managed-by"] = "modelwright",
                ["app.kubernetes.io/name"] = "router",
            },
            OwnerReferences =
            [
                new() { ApiVersion = "apps/v1", Kind = "ReplicaSet", Name = "modelwright-router-7c9d8", Uid = "u", Controller = true },
            ],
        },
    };

    [Fact]
    public void IsRouter_takes_a_pod_that_the_Deployments_ReplicaSet_controls() => RouterPod.IsRouter(Pod()).ShouldBeTrue();

    public static TheoryData<string, Action<V1Pod>> Others => new()
    {
        { "no owner", pod => pod.Metadata.OwnerReferences = null },
        { "not its controller", pod => pod.Metadata.OwnerReferences[0].Controller = null },
        { "another kind", pod => pod.Metadata.OwnerReferences[0].Kind = "Job" },
        { "another group", pod => pod.Metadata.OwnerReferences[0].ApiVersion = "example.com/v1" },
        { "another set", pod => pod.Metadata.OwnerReferences[0].Name = "mine" },
        { "no uid", pod => pod.Metadata.OwnerReferences[0].Uid = "" },
        { "a name of its own", pod => pod.Metadata.Name = "mine" },
        { "no labels", pod => pod.Metadata.Labels = null },
        { "another label", pod => pod.Metadata.Labels["app.kubernetes.io/name"] = "model-server" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void IsRouter_takes_no_other_pod(string why, Action<V1Pod> change)
    {
        var pod = Pod();
        change(pod);
        RouterPod.IsRouter(pod).ShouldBeFalse(why);
    }
}
