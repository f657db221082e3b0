using Modelwright.CrdGen.Rbac;

namespace Modelwright.CrdGen.Tests.Rbac;

public sealed class RbacFilesTests
{
    [Fact]
    public void OfOperator_grants_leases_in_its_own_namespace_only()
    {
        var documents = RbacFiles.OfOperator([new("coordination.k8s.io", "leases", "get"), new("", "pods", "get")]);
        var roles = documents.Where(document => document["rules"] is not null)
            .Select(document => $"{document["kind"]} in '{document["metadata"]!["namespace"]}': {document["rules"]![0]!["resources"]![0]}");
        roles.ShouldBe(["ClusterRole in '': pods", "Role in 'modelwright-system': leases"]);
    }

    [Fact]
    public void OfPeople_lets_editors_scale_but_never_write_status()
    {
        var text = string.Concat(RbacFiles.OfPeople(["models"], ["models"], []).Select(document => document.ToJsonString()));
        text.ShouldContain("models/scale");
        text.ShouldContain("aggregate-to-edit");
        text.ShouldNotContain("status");
    }
}
