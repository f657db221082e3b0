using Modelwright.LocalCluster.Authorization;

namespace Modelwright.LocalCluster.Tests.Authorization;

public sealed class PolicyRuleTests
{
    [Theory]
    [InlineData("pods", "pods", "", true)]
    [InlineData("pods", "pods", "log", false)]
    [InlineData("pods", "services", "", false)]
    [InlineData("pods/log", "pods", "log", true)]
    [InlineData("pods/log", "pods", "", false)]
    [InlineData("pods/log", "pods", "status", false)]
    [InlineData("*/scale", "deployments", "scale", true)]
    [InlineData("*/scale", "deployments", "", false)]
    [InlineData("*/scale", "deployments", "status", false)]
    [InlineData("*", "pods", "", true)]
    [InlineData("*", "pods", "log", true)]
    [InlineData("pods/*", "pods", "log", false)]
    public void Allows_resource(string rule, string resource, string subresource, bool expected) =>
        new PolicyRule { Verbs = ["get"], ApiGroups = [""], Resources = [rule] }
            .Allows(new AccessAttributes("get") { Resource = resource, Subresource = subresource }).ShouldBe(expected);

    [Theory]
    [InlineData("get", "", "get", "", true)]
    [InlineData("get", "", "list", "", false)]
    [InlineData("*", "", "anything", "", true)]
    [InlineData("get", "apps", "get", "", false)]
    [InlineData("get", "*", "get", "apps", true)]
    [InlineData("get", "", "get", "apps", false)]
    public void Allows_verb_and_group(string verb, string group, string askedVerb, string askedGroup, bool expected) =>
        new PolicyRule { Verbs = [verb], ApiGroups = [group], Resources = ["pods"] }
            .Allows(new AccessAttributes(askedVerb) { Group = askedGroup, Resource = "pods" }).ShouldBe(expected);

    [Theory]
    [InlineData("one", true)]
    [InlineData("other", false)]
    [InlineData("", false)]
    public void Allows_only_named_objects(string name, bool expected) =>
        new PolicyRule { Verbs = ["get"], ApiGroups = [""], Resources = ["pods"], ResourceNames = ["one", "two"] }
            .Allows(new AccessAttributes("get") { Resource = "pods", Name = name }).ShouldBe(expected);

    [Theory]
    [InlineData("/healthz", "/healthz", true)]
    [InlineData("/healthz", "/healthz/etcd", false)]
    [InlineData("/healthz/*", "/healthz/etcd", true)]
    [InlineData("/healthz/*", "/healthz", false)]
    [InlineData("/healthz*", "/healthz", true)]
    [InlineData("*", "/anything", true)]
    [InlineData("/a*b", "/axb", false)]
    public void Allows_path(string rule, string path, bool expected) =>
        new PolicyRule { Verbs = ["get"], NonResourceUrls = [rule] }.Allows(new AccessAttributes("get") { Path = path }).ShouldBe(expected);

    [Fact]
    public void Allows_keeps_paths_and_resources_apart()
    {
        new PolicyRule { Verbs = ["get"], NonResourceUrls = ["*"] }.Allows(new AccessAttributes("get") { Resource = "pods" })
            .ShouldBeFalse();
        new PolicyRule { Verbs = ["get"], ApiGroups = ["*"], Resources = ["*"] }.Allows(new AccessAttributes("get") { Path = "/x" })
            .ShouldBeFalse();
    }
}
