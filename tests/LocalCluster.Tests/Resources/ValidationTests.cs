using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.Resources;

public sealed class ValidationTests
{
    private const string Pod = """{"containers":[{"name":"c","image":"i"}]}""";

    [Theory]
    [InlineData("pods", "Pod", """{"spec":{"containers":[]}}""", "spec.containers: Required value")]
    [InlineData("pods", "Pod", """{"spec":{"containers":[{"name":"C","image":"i"}]}}""", "spec.containers[0].name: Invalid value: \"C\"")]
    [InlineData("pods", "Pod", """{"spec":{"containers":[{"name":"c"}]}}""", "spec.containers[0].image: Required value")]
    [InlineData("pods", "Pod", """{"spec":{"containers":[{"name":"c","image":"i"},{"name":"c","image":"i"}]}}""",
        "spec.containers[1].name: Duplicate value: \"c\"")]
    [InlineData("pods", "Pod", """{"spec":{"containers":[{"name":"c","image":"i","volumeMounts":[{"name":"v","mountPath":"/v"}]}]}}""",
        "spec.containers[0].volumeMounts[0].name: Not found: \"v\"")]
    [InlineData("pods", "Pod", """{"spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":70000}]}]}}""",
        "must be between 1 and 65535")]
    [InlineData("pods", "Pod",
        """{"spec":{"containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1"}}}]}}""",
            "must be less than or equal to cpu limit of 1")]
    [InlineData("pods", "Pod", """{"spec":{"restartPolicy":"Maybe","containers":[{"name":"c","image":"i"}]}}""",
        "spec.restartPolicy: Unsupported value: \"Maybe\"")]
    [InlineData("services", "Service", """{"spec":{}}""", "spec.ports: Required value")]
    [InlineData("services", "Service", """{"spec":{"ports":[{"port":80},{"port":81}]}}""", "spec.ports[0].name: Required value")]
    [InlineData("services", "Service", """{"spec":{"ports":[{"port":0}]}}""", "spec.ports[0].port: Invalid value: 0")]
    [InlineData("configmaps", "ConfigMap", """{"data":{"a b":"x"}}""", "a valid config key must consist of")]
    [InlineData("persistentvolumeclaims", "PersistentVolumeClaim", """{"spec":{}}""", "spec.accessModes: Required value")]
    public void A_core_object_that_cannot_be_is_refused(string plural, string kind, string members, string expected)
    {
        using var api = TestApi.Open();
        Post(api, $"/api/v1/namespaces/{api.Namespace}/{plural}", "v1", kind, members).Is(422, "Invalid").Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("apps/v1", "deployments", "Deployment",
        """{"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"c"}},"spec":POD}}}""",
            "`selector` does not match template `labels`")]
    [InlineData("apps/v1", "deployments", "Deployment", """{"spec":{"template":{"metadata":{"labels":{"a":"c"}},"spec":POD}}}""",
        "spec.selector: Required value")]
    [InlineData("apps/v1", "deployments", "Deployment",
        """{"spec":{"replicas":-1,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":POD}}}""",
            "spec.replicas: Invalid value: -1")]
    [InlineData("apps/v1", "deployments", "Deployment",
        """{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":0}},"selector":{"matchLabels":{"a":"b"}},"template":"""
            + """{"metadata":{"labels":{"a":"b"}},"spec":POD}}}""",
        "may not be 0 when `maxSurge` is 0")]
    [InlineData("apps/v1", "controllerrevisions", "ControllerRevision", """{"revision":1}""", "data: Required value: data is mandatory")]
    [InlineData("apps/v1", "controllerrevisions", "ControllerRevision", """{"data":{},"revision":-1}""",
        "revision: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("batch/v1", "jobs", "Job",
        """{"spec":{"template":{"spec":{"restartPolicy":"Always","containers":[{"name":"c","image":"i"}]}}}}""",
            "spec.template.spec.restartPolicy: Required value")]
    [InlineData("autoscaling/v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler",
        """{"spec":{"minReplicas":5,"maxReplicas":3,"scaleTargetRef":{"kind":"D","name":"d"}}}""",
            "must be greater than or equal to `minReplicas`")]
    [InlineData("policy/v1", "poddisruptionbudgets", "PodDisruptionBudget", """{"spec":{"minAvailable":1,"maxUnavailable":1}}""",
        "cannot be both set")]
    [InlineData("rbac.authorization.k8s.io/v1", "roles", "Role", """{"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":[]}]}""",
        "rules[0].verbs: Required value")]
    [InlineData("rbac.authorization.k8s.io/v1", "rolebindings", "RoleBinding", """{"roleRef":{"kind":"Thing","name":"x"}}""",
        "roleRef.kind: Unsupported value: \"Thing\"")]
    public void An_object_of_another_group_that_cannot_be_is_refused(string apiVersion, string plural, string kind, string members,
        string expected)
    {
        using var api = TestApi.Open();
        Post(api, $"/apis/{apiVersion}/namespaces/{api.Namespace}/{plural}", apiVersion, kind,
            members.Replace("POD", Pod, StringComparison.Ordinal))
            .Is(422, "Invalid").Message.ShouldContain(expected);
    }

    [Fact]
    public void What_may_not_change_later_is_refused()
    {
        using var api = TestApi.Open();
        var root = $"/api/v1/namespaces/{api.Namespace}";
        Post(api, root + "/pods", "v1", "Pod", $$"""{"spec":{{Pod}} }""").Is(201);
        api.Merge(root + "/pods/p", """{"spec":{"hostNetwork":true}}""").Is(422, "Invalid")
            .Message.ShouldContain("pod updates may not change fields other than");
        api.Send("PATCH", root + "/pods/p", """{"spec":{"containers":[{"name":"c","image":"new"}]}}""",
            "application/strategic-merge-patch+json").Is(200);

        var revisions = $"/apis/apps/v1/namespaces/{api.Namespace}/controllerrevisions";
        Post(api, revisions, "apps/v1", "ControllerRevision", """{"data":{"a":1},"revision":1}""").Is(201);
        api.Merge(revisions + "/p", """{"revision":2}""").Is(200);
        api.Merge(revisions + "/p", """{"data":{"a":2}}""").Is(422, "Invalid").Message.ShouldContain("field is immutable");

        Post(api, root + "/configmaps", "v1", "ConfigMap", """{"immutable":true,"data":{"k":"1"}}""").Is(201);
        api.Merge(root + "/configmaps/p", """{"data":{"k":"2"}}""").Is(422, "Invalid")
            .Message.ShouldContain("field is immutable when `immutable` is set");
        Post(api, root + "/secrets", "v1", "Secret", """{"data":{}}""").Is(201);
        api.Merge(root + "/secrets/p", """{"type":"other"}""").Is(422, "Invalid").Message.ShouldContain("type: Invalid value");
    }

    private static ApiAnswer Post(TestApi api, string path, string apiVersion, string kind, string members) =>
        api.Post(path, $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"p"},{{members[1..]}}""");
}
