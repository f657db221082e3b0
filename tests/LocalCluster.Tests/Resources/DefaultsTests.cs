using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.Resources;

public sealed class DefaultsTests
{
    private const string Container = """{"name":"c","image":"nginx:1","ports":[{"containerPort":80}],"livenessProbe":"""
        + """{"httpGet":{"port":80}},"resources":{"limits":{"cpu":"1000m"}}}""";

    [Fact]
    public void A_Deployment_gets_its_documented_defaults()
    {
        using var api = TestApi.Open();
        var spec = api.Post($"/apis/apps/v1/namespaces/{api.Namespace}/deployments", $$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"} },
             "template":{"metadata":{"labels":{"a":"b"} },"spec":{"containers":[{{Container}}]} } } }
            """).Is(201).Body.Child("spec")!;
        spec.Integer("replicas").ShouldBe(1);
        spec.Integer("revisionHistoryLimit").ShouldBe(10);
        spec.Integer("progressDeadlineSeconds").ShouldBe(600);
        Same(spec["strategy"], """{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}}""");
        var pod = spec.Child("template", "spec")!;
        pod.Text("restartPolicy").ShouldBe("Always");
        pod.Text("dnsPolicy").ShouldBe("ClusterFirst");
        pod.Text("schedulerName").ShouldBe("default-scheduler");
        pod.Integer("terminationGracePeriodSeconds").ShouldBe(30);
        Same(pod["containers"]![0], """
            {"name":"c","image":"nginx:1","imagePullPolicy":"IfNotPresent","ports":[{"containerPort":80,"protocol":"TCP"}],
             "resources":{"limits":{"cpu":"1"}},
             "livenessProbe":{"httpGet":{"path":"/","port":80,"scheme":"HTTP"},
              "timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
             "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}
            """);
    }

    [Fact]
    public void A_pod_gets_requests_from_its_limits_and_a_class()
    {
        using var api = TestApi.Open();
        var pod = api.Post($"/api/v1/namespaces/{api.Namespace}/pods",
            $$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{{Container}}]} }""").Is(201).Body;
        pod["spec"]!["containers"]![0].Text("resources", "requests", "cpu").ShouldBe("1");
        pod.Text("spec", "serviceAccountName").ShouldBe("default");
        pod.Flag("spec", "enableServiceLinks").ShouldBe(true);
        pod.Text("status", "phase").ShouldBe("Pending");
        pod.Text("status", "qosClass").ShouldBe("Burstable");
    }

    [Fact]
    public void A_Service_gets_an_address_that_stays()
    {
        using var api = TestApi.Open();
        var services = $"/api/v1/namespaces/{api.Namespace}/services";
        var spec = api.Post(services, """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""")
            .Is(201).Body.Child("spec")!;
        spec.Text("type").ShouldBe("ClusterIP");
        spec.Text("sessionAffinity").ShouldBe("None");
        Same(spec["ports"], """[{"port":80,"protocol":"TCP","targetPort":80}]""");
        var address = spec.Text("clusterIP")!;
        spec.Texts("clusterIPs").ShouldBe([address]);

        var second = api.Post(services, """{"apiVersion":"v1","kind":"Service","metadata":{"name":"t"},"spec":{"ports":[{"port":80}]}}""")
            .Is(201).Body;
        second.Text("spec", "clusterIP").ShouldNotBe(address);
        api.Put(services + "/s", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":81}]}}""").Is(200)
            .Body.Text("spec", "clusterIP").ShouldBe(address);
        api.Merge(services + "/s", """{"spec":{"clusterIP":"127.20.9.9"}}""").Is(422, "Invalid")
            .Message.ShouldContain("may not change once set");
        api.Post(services,
            """{"apiVersion":"v1","kind":"Service","metadata":{"name":"h"},"spec":{"clusterIP":"None","ports":[{"port":80}]}}""").Is(201)
                .Body.Text("spec", "clusterIP").ShouldBe("None");
    }

    [Fact]
    public void The_texts_of_a_Secret_become_data()
    {
        using var api = TestApi.Open();
        var secret = api.Post($"/api/v1/namespaces/{api.Namespace}/secrets",
            """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"stringData":{"k":"v"}}""").Is(201).Body;
        Same(secret["data"], """{"k":"dg=="}""");
        secret["stringData"].ShouldBeNull();
        secret.Text("type").ShouldBe("Opaque");
    }

    [Fact]
    public void An_autoscaler_is_the_same_in_both_versions()
    {
        using var api = TestApi.Open();
        api.Post($"/apis/autoscaling/v1/namespaces/{api.Namespace}/horizontalpodautoscalers", """
            {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"h"},
             "spec":{"maxReplicas":3,"targetCPUUtilizationPercentage":55,
              "scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"d"}}}
            """).Is(201);
        var second = api.Get($"/apis/autoscaling/v2/namespaces/{api.Namespace}/horizontalpodautoscalers/h").Is(200).Body;
        second["spec"].Objects("metrics").Single().Integer("resource", "target", "averageUtilization").ShouldBe(55);
        second.Integer("spec", "minReplicas").ShouldBe(1);
        api.Get($"/apis/autoscaling/v1/namespaces/{api.Namespace}/horizontalpodautoscalers/h")
            .Body.Integer("spec", "targetCPUUtilizationPercentage").ShouldBe(55);
    }

    [Fact]
    public void Deployments_move_their_generation_with_annotations_too()
    {
        using var api = TestApi.Open();
        var path = $"/apis/apps/v1/namespaces/{api.Namespace}/deployments";
        api.Post(path, $$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"} },
             "template":{"metadata":{"labels":{"a":"b"} },"spec":{"containers":[{{Container}}]} } } }
            """).Is(201);
        api.Merge(path + "/d", """{"metadata":{"labels":{"x":"y"}}}""").Is(200).Body.Integer("metadata", "generation").ShouldBe(1);
        api.Merge(path + "/d", """{"metadata":{"annotations":{"x":"y"}}}""").Is(200).Body.Integer("metadata", "generation").ShouldBe(2);
    }

    private static void Same(JsonNode? actual, string expected) =>
        JsonEquality.Same(actual, JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(expected))).ShouldBeTrue(actual?.ToJsonString());
}
